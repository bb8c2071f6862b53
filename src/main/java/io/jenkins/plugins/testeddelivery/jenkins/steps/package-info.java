/** The Pipeline steps: what a script may ask, and the run of the engine behind each. */
package io.jenkins.plugins.testeddelivery.jenkins.steps;
