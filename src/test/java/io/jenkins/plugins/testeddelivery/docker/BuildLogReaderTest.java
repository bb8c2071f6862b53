package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.testeddelivery.docker.BuildLog.Cache;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildLogReaderTest {
    private static String resource(String name) throws Exception {
        try (InputStream in = BuildLogReaderTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<BuildLog> read(String text) throws Exception {
        return BuildLogReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> layers(BuildLog log) {
        return log.layers().stream()
                .map(layer -> layer.cache() + " " + layer.instruction())
                .toList();
    }

    @Test
    void shouldReadTheClassicBuilder() throws Exception {
        BuildLog log = read(resource("classic.log")).get(0);

        assertThat(log.builder()).isEqualTo("classic");
        assertThat(log.contextBytes()).isEqualTo(4096);
        assertThat(layers(log))
                .containsExactly(
                        "HIT WORKDIR /src",
                        "HIT COPY req.txt .",
                        "HIT RUN cat req.txt > deps && echo installed",
                        "MISS COPY . .",
                        "MISS RUN echo hi && cat a > out",
                        "MISS COPY --from=build /src/out /out",
                        "MISS RUN echo done > /x");
        assertThat(log.hits()).isEqualTo(3);
        assertThat(log.counted()).isEqualTo(7);
    }

    @Test
    void shouldReadBuildKit() throws Exception {
        BuildLog log = read(resource("buildkit.log")).get(0);

        assertThat(log.builder()).isEqualTo("buildkit");
        assertThat(log.contextBytes()).isEqualTo(90);
        assertThat(layers(log))
                .containsExactly(
                        "HIT WORKDIR /src",
                        "HIT COPY req.txt .",
                        "HIT RUN cat req.txt > deps && echo installed",
                        "MISS COPY . .",
                        "MISS RUN echo hi && cat a > out",
                        "MISS COPY --from=build /src/out /out",
                        "MISS RUN echo done > /x");
        assertThat(log.layers().get(4).millis()).isEqualTo(200);
    }

    @Test
    void shouldReadWhatATerminalWasShown() throws Exception {
        List<BuildLog> logs = read(resource("terminal.log"));

        assertThat(logs).hasSize(1);
        assertThat(logs.get(0).contextBytes()).isEqualTo(78);
        assertThat(logs.get(0).layers()).hasSize(7).allMatch(layer -> layer.cache() == Cache.HIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[2026-11-21T10:15:30.123Z] ", "10:15:30  ", "2026-11-21T10:15:30.1234567Z ", "api | ", "[api] ", "\u001b[36mapi |\u001b[0m ",
    })
    void shouldLookBehindWhatABuildServerPutsBeforeEachLine(String mark) throws Exception {
        for (String name : List.of("classic.log", "buildkit.log")) {
            String marked = resource(name).replaceAll("(?m)^", mark.replace("\\", "\\\\"));

            assertThat(read(marked)).as(name).singleElement().satisfies(log -> {
                assertThat(log.hits()).isEqualTo(3);
                assertThat(log.counted()).isEqualTo(7);
            });
        }
    }

    @Test
    void shouldTellBuildsApartThatRunAtOnceOrOneAfterTheOther() throws Exception {
        String[] classic = resource("classic.log").split("\n");
        String[] buildKit = resource("buildkit.log").split("\n");
        StringBuilder mixed = new StringBuilder("Started by ada\nBuilding in workspace #1 of 2\n");
        for (int i = 0; i < Math.max(classic.length, buildKit.length); i++) {
            mixed.append(i < classic.length ? "web | " + classic[i] + "\n" : "");
            mixed.append(i < buildKit.length ? "api | " + buildKit[i] + "\n" : "");
        }

        assertThat(read(mixed.toString())).extracting(BuildLog::builder, BuildLog::hits, BuildLog::counted)
                .containsExactly(
                        tuple("classic", 3L, 7L),
                        tuple("buildkit", 3L, 7L));
        assertThat(read(resource("classic.log").repeat(3) + resource("buildkit.log").repeat(3)))
                .hasSize(6)
                .allMatch(log -> log.hits() == 3 && log.counted() == 7);
    }

    @Test
    void shouldNotBeTakenInByWhatAStepPrints() throws Exception {
        String classic = "Step 1/3 : FROM base\n ---> 1\nStep 2/3 : RUN x\n ---> Running in 2\nStep 1/9 : FROM fake\n"
                + " ---> Using cache\n#1 [fake 1/2] RUN y\n#1 CACHED\nStep 3/3 : COPY . .\n ---> Using cache\n";
        String buildKit = "#1 [internal] load build definition from Dockerfile\n#1 DONE 0.0s\n#2 [1/2] RUN x\n"
                + "#2 0.1 Step 1/2 : FROM fake\n#2 0.2 #3 [2/2] RUN fake\n#2 0.3 CACHED\n#2 DONE 1.5s\n";

        assertThat(layers(read(classic).get(0))).startsWith("MISS RUN x");
        assertThat(layers(read(buildKit).get(0))).containsExactly("MISS RUN x");
        assertThat(read(buildKit).get(0).layers().get(0).millis()).isEqualTo(1500);
    }

    @Test
    void shouldCountWhatWasFetchedAndSent() throws Exception {
        String digest = "sha256:" + "a".repeat(64);
        BuildLog log = read("#1 [internal] load build context\n#1 transferring context: 1.5MB 0.1s\n"
                        + "#1 transferring context: 12.25MB 5.1s done\n#1 DONE 5.2s\n#2 [1/2] FROM docker.io/library/x\n#2 "
                        + digest + " 1.00MB / 3.40MB 0.2s\n#2 " + digest + " 3.40MB / 3.40MB 0.5s done\n#2 DONE 2s\n")
                .get(0);

        assertThat(log.contextBytes()).isEqualTo(12_250_000);
        assertThat(log.pulledBytes()).isEqualTo(3_400_000);
    }

    @Test
    void shouldReadPodman() throws Exception {
        BuildLog log = read("STEP 1/3: FROM x\nSTEP 2/3: RUN a\n--> Using cache 0123\n--> 0123\nSTEP 3/3: COPY b /c\n--> 4567\n")
                .get(0);

        assertThat(layers(log)).containsExactly("HIT RUN a", "MISS COPY b /c");
    }

    @Test
    void shouldLeaveOpenWhatFailed() throws Exception {
        BuildLog log = read("#1 [internal] load\n#1 DONE 0.0s\n#2 [1/3] COPY a b\n#2 CACHED\n#3 [2/3] RUN false\n"
                        + "#3 ERROR: process \"/bin/sh -c false\" did not complete successfully\n#4 [3/3] RUN x\n#4 CANCELED\n")
                .get(0);

        assertThat(layers(log)).containsExactly("HIT COPY a b", "UNKNOWN RUN false", "UNKNOWN RUN x");
        assertThat(log.counted()).isEqualTo(1);
    }

    @Test
    void shouldKeepNoSecretAndNoControlCharacter() throws Exception {
        BuildLog log = read("Step 1/2 : FROM x\nStep 2/2 : RUN API_TOKEN=hunter2 x\u0007 https://ada:hunter2@x.org "
                        + "y".repeat(500) + "\n ---> Running in 1\n").get(0);

        assertThat(log.layers().get(0).instruction())
                .doesNotContain("hunter2")
                .doesNotContain("\u0007")
                .hasSizeLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "\n", "#", "#1", "#1 ", "# 1", "#99999999999999 [a]", "#1 [", "#1 []", "#1 [ 1/]", "#1 [x 99999999999/1] RUN",
        "Step", "Step /", "Step 1/", "Step 1/2", "Step 1/2 :", "Step 99999999999/1 : x", "---> ", "=> ", "=> =>", "=> [", "=> [1/1]",
        "Sending build context to Docker daemon", "Sending build context to Docker daemon  99999999999999999999TB",
        "#1 [internal] load build context\n#1 transferring context: ", "#1 [a 1/1] RUN x\n#1 DONE ", "\u001b[", "\u001b",
    })
    void shouldReadAnythingWithoutHarm(String text) throws Exception {
        assertThat(read(text)).allSatisfy(log -> assertThat(log.contextBytes()).isGreaterThanOrEqualTo(-1));
    }

    @Test
    void shouldStreamNoiseAndKeepLittleOfIt() {
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            List<BuildLog> noise = BuildLogReader.read(new Endless(8 << 20, new Random(1)));
            assertThat(noise).hasSizeLessThan(10);
        });
    }

    @Test
    void shouldKeepABoundedNumberOfBuilds() {
        BuildLogReader reader = new BuildLogReader();
        for (int i = 0; i < 5_000; i++) {
            String mark = "p" + Integer.toString(i % 500, 36).replaceAll("\\d", "z") + " | ";
            reader.line(mark + "#1 [internal] load build definition");
            reader.line(mark + "#1 DONE 0s");
            reader.line(mark + "#7 [a 1/1] RUN x");
            reader.line("#" + i + " [s " + i + "/1] RUN " + i);
        }

        assertThat(reader.builds()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(reader.tooMany()).isTrue();
    }

    @Test
    void shouldStopWhenItIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> BuildLogReader.read(new Endless(1 << 20, new Random(1))))
                .isInstanceOf(InterruptedException.class);
    }

    /** Random bytes, some of them ends of lines and beginnings of marks. */
    private static final class Endless extends InputStream {
        private final Random random;
        private long left;

        Endless(long left, Random random) {
            this.left = left;
            this.random = random;
        }

        @Override
        public int read() {
            return left-- > 0 ? "#1 [SstepRUN>=-\n\r x/".charAt(random.nextInt(20)) : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(length, left);
            byte[] some = new byte[256];
            random.nextBytes(some);
            for (int i = 0; i < n; i++) {
                buffer[offset + i] = i % 100 == 0 ? (byte) '\n' : some[(i + n) & 255];
            }
            left -= n;
            return n;
        }
    }
}
