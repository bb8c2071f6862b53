/**
 * Who may put which release where: pure functions over records, clock and person. Knows {@code config} to
 * {@code release}, {@code ledger} and {@code port}.
 */
package io.jenkins.plugins.testeddelivery.promote;
