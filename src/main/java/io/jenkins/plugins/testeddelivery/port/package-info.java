/**
 * The engine's edge: the ports through which it acts ({@link io.jenkins.plugins.testeddelivery.port.Commands},
 * {@link io.jenkins.plugins.testeddelivery.port.Workspace}; the third, the ledger, has a package of its own) and the
 * few things every room needs: errors with an exit code, JSON, checksums, files that are whole or not there.
 * Knows no other package.
 */
package io.jenkins.plugins.testeddelivery.port;
