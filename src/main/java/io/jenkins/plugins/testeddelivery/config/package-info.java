/** Reads {@code delivery.yaml}, or infers it from what the repository holds. Knows {@code port} alone. */
package io.jenkins.plugins.testeddelivery.config;
