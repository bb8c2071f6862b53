/** The command {@code delivery}: picocli commands and local ports; no logic of its own. Stays out of the plugin. */
package io.jenkins.plugins.testeddelivery.cli;
