package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which jobs a consent names. */
class ReleaseConsentTest {
    @Test
    void shouldNameJobsByFullName() {
        assertThat(ReleaseConsent.names("deploy, ops/prod\nops/staging", "ops/prod")).isTrue();
        assertThat(ReleaseConsent.names("deploy, ops/prod", "prod")).isFalse();
        assertThat(ReleaseConsent.names("", "")).isFalse();
    }

    @Test
    void shouldNameAllInAFolderAndNoneBesideIt() {
        assertThat(ReleaseConsent.names("ops/*", "ops/a/b")).isTrue();
        assertThat(ReleaseConsent.names("ops/*", "ops-evil/a")).isFalse();
        assertThat(ReleaseConsent.names("*", "anything")).isFalse();
    }
}
