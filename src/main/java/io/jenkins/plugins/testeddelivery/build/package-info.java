/**
 * Turns a plan's decisions into candidates: images through the container engine, archives through the user's command.
 * Knows {@code config}, {@code git}, {@code plan}, and {@code port}, {@code ledger}, {@code docker}.
 */
package io.jenkins.plugins.testeddelivery.build;
