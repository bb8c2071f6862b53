/**
 * Starts the set that would ship as in production, on throw-away data, runs the tests against it and records what
 * they proved. Knows {@code config}, {@code git}, {@code plan}, {@code build}, {@code port}, {@code ledger} and {@code docker}.
 */
package io.jenkins.plugins.testeddelivery.trial;
