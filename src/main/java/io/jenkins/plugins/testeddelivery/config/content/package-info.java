/**
 * Looks into files: what of a manifest matters to what it installs, and what it means that one differs from what it
 * was. What cannot be understood is never guessed.
 */
package io.jenkins.plugins.testeddelivery.config.content;
