/**
 * Reads commits and trees through Git's plumbing: changes, input sets, fingerprints. Knows {@code config} and
 * {@code port}.
 */
package io.jenkins.plugins.testeddelivery.git;
