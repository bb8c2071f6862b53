/** Tests of the records, the content store and what follows from them, on real files and with real processes. */
package io.jenkins.plugins.testeddelivery.ledger;
