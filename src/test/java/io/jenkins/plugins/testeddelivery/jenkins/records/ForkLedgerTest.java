package io.jenkins.plugins.testeddelivery.jenkins.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkLedgerTest {
    @TempDir
    private Path folder;

    @Test
    void shouldShowBothInTheOrderOfTheirTimeNumberedAnew() throws Exception {
        at("own", 2).append(candidate("b"));
        at("shared", 1).append(candidate("a"));
        at("shared", 3).append(candidate("c"));

        assertThat(fork().entries())
                .extracting(entry -> ((Fact.Candidate) entry.fact()).component())
                .containsExactly("a", "b", "c");
        assertThat(fork().entries()).extracting(Ledger.Entry::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldRecordInItsOwnAlone() throws Exception {
        fork().append(candidate("x"));
        String digest = fork().store().put(content("bytes"));

        assertThat(at("shared", 9).entries()).isEmpty();
        assertThat(at("shared", 9).store().has(digest)).isFalse();
        assertThat(at("own", 9).entries()).hasSize(1);
        assertThat(fork().store().has(digest)).isTrue();
        assertThat(fork().store().intact(digest)).isTrue();
    }

    @Test
    void shouldCopyTheProjectsContentWhereItCouldBeLinked() throws Exception {
        Ledger shared = at("shared", 1);
        String digest = shared.store().put(content("the project's"));
        Path workspace = Files.createDirectories(folder.resolve("workspace"));

        fork().store().give(digest, new LinkableWorkspace(workspace), "out");
        Files.writeString(workspace.resolve("out"), "the fork's");

        assertThat(shared.store().intact(digest)).isTrue();
        assertThat(fork().store().size(digest)).isEqualTo("the project's".length());
    }

    @Test
    void shouldAppendInAnotherNameToTheSameLedger() throws Exception {
        FileLedger ledger = at("shared", 1);

        ledger.as("https://ci/job/a/1/").append(candidate("a"));

        assertThat(ledger.entries()).extracting(Ledger.Entry::by).containsExactly("https://ci/job/a/1/");
    }

    private Ledger fork() {
        return new ForkLedger(at("shared", 5), at("own", 5));
    }

    private FileLedger at(String name, int second) {
        Clock clock = Clock.fixed(Instant.parse("2025-01-20T14:30:00Z").plusSeconds(second), ZoneOffset.UTC);
        return new FileLedger(folder.resolve(name), "somebody", clock, new TestPorts.Lines());
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Fact.Candidate candidate(String component) {
        String digest = Digests.of(component);
        return new Fact.Candidate(
                component, "archive", digest, digest, digest, "v1", "c".repeat(40), false, "FULL", "", "", 12, "");
    }
}
