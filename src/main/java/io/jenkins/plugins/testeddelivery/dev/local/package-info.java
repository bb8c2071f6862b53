/** Runs components on the machine itself, without containers. */
package io.jenkins.plugins.testeddelivery.dev.local;
