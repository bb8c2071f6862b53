/**
 * Reads what the ecosystems' own manifests say: which folders are packages, what they are called, and which of them go
 * into which. Nothing is run; what a line cannot tell without being run is a warning that names it.
 */
package io.jenkins.plugins.testeddelivery.config.manifest;
