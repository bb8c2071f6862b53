package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialLogTest {
    @TempDir
    Path folder;

    private final TestPorts.Lines shown = new TestPorts.Lines();
    private ContentStore store;

    @BeforeEach
    void store() {
        store = new FileLedger(folder.resolve("ledger"), "ada@host", Clock.systemUTC(), shown).store();
    }

    @Test
    void shouldShowAndKeepEveryLine() throws Exception {
        try (TrialLog log = new TrialLog(shown, Masking.of(List.of()), 1_000)) {
            log.line("one");
            log.warning("zwölf");

            assertThat(kept(log)).isEqualTo("one\nwarning: zwölf\n");
            log.line("more");
            assertThat(kept(log)).endsWith("more\n");
        }
        assertThat(shown.all()).containsExactly("one", "warning: zwölf", "more");
    }

    @Test
    void shouldKeepTheEndOfALogThatHasNone() throws Exception {
        try (TrialLog log = new TrialLog(shown, Masking.of(List.of()), 100)) {
            for (int i = 0; i < 1_000; i++) {
                log.line("line " + i);
            }

            assertThat(kept(log))
                    .startsWith("[earlier lines are left out]\n")
                    .endsWith("line 998\nline 999\n")
                    .hasSize("[earlier lines are left out]\n".length() + 100);
        }
    }

    @Test
    void shouldHideSecretsWhereverTheyComeFrom() throws Exception {
        Map<String, Object> resolved = Map.of(
                "services",
                Map.of("db", Map.of("environment", Map.of("DB_PASSWORD", "pa$$ssword", "MODE", "production", "DB", "pg://me:pw@db/x"))));
        try (TrialLog log = new TrialLog(shown, Masking.of(List.of("hunter2", "hunter", "ab", "")), 1_000)) {
            log.line("hunter2 hunter ab pa$ssword");
            log.hideSecretsOf(resolved);
            log.line("hunter2 pa$ssword production pg://me:pw@db/x");

            assertThat(kept(log)).isEqualTo("*** *** ab pa$ssword\n*** *** production ***\n");
        }
        assertThat(shown.all()).containsExactly("*** *** ab pa$ssword", "*** *** production ***");
    }

    private String kept(TrialLog log) throws Exception {
        try (InputStream in = store.open(log.keep(store))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
