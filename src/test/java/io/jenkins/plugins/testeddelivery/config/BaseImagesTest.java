package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseImagesTest {
    @Test
    void shouldNameImagesAndNeitherStagesNorScratch() {
        Dockerfile dockerfile = Dockerfile.parse(
                "FROM golang:1 AS Build\nFROM build AS test\nFROM scratch\nFROM debian:12\nFROM golang:1\n");

        assertThat(BaseImages.of(dockerfile, Map.of())).containsExactly("golang:1", "debian:12");
    }

    @Test
    void shouldFillInArgumentsAndTheirDefaults() {
        Dockerfile dockerfile = Dockerfile.parse(
                """
                ARG VERSION=3.20
                ARG REGISTRY
                ARG FULL=alpine:${VERSION}
                FROM ${REGISTRY:-docker.io}/python:$VERSION
                FROM ${FULL}${REGISTRY:+-slim}
                FROM $UNKNOWN
                """);

        assertThat(BaseImages.of(dockerfile, Map.of())).containsExactly("docker.io/python:3.20", "alpine:3.20");
        assertThat(BaseImages.of(dockerfile, Map.of("VERSION", "9", "REGISTRY", "r.example:5000", "OTHER", "x")))
                .containsExactly("r.example:5000/python:9", "alpine:9-slim");
    }
}
