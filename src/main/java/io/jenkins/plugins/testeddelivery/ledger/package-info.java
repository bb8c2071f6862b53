/**
 * The append-only record of what was built, tested, released and deployed, and the bytes beside it. Knows {@code port}
 * alone.
 */
package io.jenkins.plugins.testeddelivery.ledger;
