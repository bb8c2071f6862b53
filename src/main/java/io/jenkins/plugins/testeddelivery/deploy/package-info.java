/**
 * Puts a release into an environment, watches its health, goes back by itself if it is ill. Needs no Git: the release
 * and the environment's own state say everything. Knows {@code port}, {@code ledger}, {@code docker} and every room
 * before it in the flow.
 */
package io.jenkins.plugins.testeddelivery.deploy;
