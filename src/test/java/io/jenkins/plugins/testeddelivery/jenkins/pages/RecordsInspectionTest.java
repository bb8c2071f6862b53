package io.jenkins.plugins.testeddelivery.jenkins.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsInspectionTest {
    @TempDir
    private Path folder;

    private final RecordsInspection inspection = new RecordsInspection();

    @BeforeEach
    void record() throws IOException {
        Log silent = new Log() {
            @Override
            public void line(String text) {}

            @Override
            public void warning(String text) {}
        };
        FileLedger ledger = new FileLedger(folder, "ada@host", Clock.systemUTC(), silent);
        for (int i = 0; i < 3; i++) {
            ledger.append(new Fact.Deployment("staging", "v" + i, "healthy", "", "v" + i, "deploy", Map.of(), "", 1));
        }
    }

    @Test
    void shouldHaveNoConcernWhereAllIsWell() throws IOException {
        assertThat(inspection.of("shop", folder)).extracting(Concern::kind).doesNotContain(Concern.Kind.TORN, Concern.Kind.DAMAGED);
        assertThat(inspection.of("shop", folder.resolve("none"))).isEmpty();
    }

    @Test
    void shouldTellOfARecordThatWasSetAside() throws IOException {
        Path torn = Files.writeString(folder.resolve("records/00000001.log.torn-1"), "half");

        assertThat(inspection.of("shop", folder)).contains(new Concern(Concern.Kind.TORN, "shop", torn.toString()));
    }

    @Test
    void shouldTellOfDamageAsLongAsItIsThere() throws IOException {
        Path segment = folder.resolve("records/00000001.log");
        String whole = Files.readString(segment, StandardCharsets.UTF_8);
        Files.writeString(segment, whole.replace("\"v1\"", "\"v9\""));

        assertThat(inspection.of("shop", folder)).extracting(Concern::kind).contains(Concern.Kind.DAMAGED);
        assertThat(inspection.of("shop", folder)).extracting(Concern::kind).contains(Concern.Kind.DAMAGED);

        Files.writeString(segment, whole);
        assertThat(inspection.of("shop", folder)).extracting(Concern::kind).doesNotContain(Concern.Kind.DAMAGED);
    }

    @Test
    void shouldCallADiskWithoutRoomFull() {
        assertThat(RecordsInspection.full(1L << 20)).isTrue();
        assertThat(RecordsInspection.full(10L << 30)).isFalse();
    }
}
