/**
 * Advice on Dockerfiles and build contexts: rules over what was read, each finding with the line, the reason, and a fix
 * where that is mechanical. Runs nothing and reads no file.
 */
package io.jenkins.plugins.testeddelivery.config.lint;
