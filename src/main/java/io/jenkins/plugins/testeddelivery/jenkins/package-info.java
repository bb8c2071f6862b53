/** The plugin: steps, pages, permissions; the only room that knows Jenkins, with no logic of its own. */
package io.jenkins.plugins.testeddelivery.jenkins;
