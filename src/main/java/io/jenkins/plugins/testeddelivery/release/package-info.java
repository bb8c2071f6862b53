/**
 * Turns tested artifacts into a release folder that needs nothing else to be deployed, and checks such folders. Knows
 * {@code config} to {@code trial}, {@code ledger}, {@code docker} and {@code port}.
 */
package io.jenkins.plugins.testeddelivery.release;
