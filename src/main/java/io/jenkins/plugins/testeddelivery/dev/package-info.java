/**
 * The daily loop on the machine of a developer: the development project of a repository, what it runs, and what changes
 * of it. Never touches an environment. Knows {@code port}, {@code ledger}, {@code docker} and every room before it in the
 * flow.
 */
package io.jenkins.plugins.testeddelivery.dev;
