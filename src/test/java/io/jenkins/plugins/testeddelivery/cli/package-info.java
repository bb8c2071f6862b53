/** Tests of the command, with real processes. */
package io.jenkins.plugins.testeddelivery.cli;
