/** The one place that speaks with a container engine (any Docker-compatible socket, Podman's too). Knows {@code port} alone. */
package io.jenkins.plugins.testeddelivery.docker;
