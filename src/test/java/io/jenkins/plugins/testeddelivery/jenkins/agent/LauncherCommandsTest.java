package io.jenkins.plugins.testeddelivery.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LauncherCommandsTest {
    @TempDir
    private Path folder;

    private final String step = UUID.randomUUID().toString();
    private LocalLaunching launching;
    private LauncherCommands commands;

    @BeforeEach
    void setUp() {
        launching = new LocalLaunching(folder);
        commands = new LauncherCommands(launching, step);
    }

    @Test
    void shouldGiveOutputEnvironmentAndExitCode() throws Exception {
        Files.createDirectories(folder.resolve("sub"));

        Commands.Captured captured = commands.capture(Command.of("sh", "-c", "pwd; echo \"$WORD\"; echo bad >&2; exit 3")
                .in("sub")
                .with(Map.of("WORD", "two words")));

        assertThat(captured.out()).isEqualTo(folder.resolve("sub").toRealPath() + "\ntwo words");
        assertThat(captured.err()).isEqualTo("bad");
        assertThat(captured.outcome()).isEqualTo(new Commands.Outcome(Commands.Ending.EXITED, 3));
    }

    @Test
    void shouldSayThatAProgramIsMissing() throws Exception {
        Commands.Captured captured = commands.capture(Command.of("no-such-program-here"));

        assertThat(captured.outcome().ending()).isEqualTo(Commands.Ending.NOT_STARTED);
        assertThat(captured.err()).contains("no-such-program-here");
    }

    @Test
    void shouldReadItsInputBesideTheFilesWhateverTheirNames() throws Exception {
        Files.writeString(folder.resolve("in put$HOME\""), "content\n");
        Files.createDirectories(folder.resolve("sub"));

        Commands.Captured captured = commands.capture(
                Command.of("cat", "-").in("sub").reading("in put$HOME\""));

        assertThat(captured.out()).isEqualTo("content");
        assertThat(commands.capture(Command.of("no-such-program-here").reading("in put$HOME\""))
                        .outcome()
                        .ending())
                .isEqualTo(Commands.Ending.NOT_STARTED);
    }

    @Test
    void shouldEndTheWholeTreeWhenTheTimeIsUp() throws Exception {
        Commands.Captured captured = commands.capture(
                Command.of("sh", "-c", "sh -c 'trap \"\" TERM; echo up; while :; do sleep 0.1; done'")
                        .within(Duration.ofMillis(500)));

        assertThat(captured.outcome().ending()).isEqualTo(Commands.Ending.TIMED_OUT);
        assertThat(marked()).isEmpty();
    }

    @Test
    void shouldEndWhatADetachedChildWritesBeforeTheInterruptionIsSeen() throws Exception {
        Path growing = folder.resolve("growing");
        CountDownLatch up = new CountDownLatch(1);
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread worker = new Thread(() -> {
            try {
                commands.run(
                        Command.of("sh", "-c", "setsid sh -c 'while :; do echo x >> growing; sleep 0.05; done' & "
                                + "while ! test -s growing; do sleep 0.05; done; echo up; sleep 100"),
                        line -> up.countDown(),
                        line -> {});
            } catch (InterruptedException e) {
                thrown.add(e);
            }
        });
        worker.start();
        assertThat(up.await(30, TimeUnit.SECONDS)).isTrue();

        worker.interrupt();
        worker.join();

        assertThat(thrown).hasSize(1);
        assertThat(marked()).isEmpty();
        assertThat(Files.size(growing)).isPositive();
    }

    @Test
    void shouldSayThatTheAgentWasLostAndThatWhatWasFinishedIsReused() {
        launching.lost = true;

        assertThatThrownBy(() -> commands.capture(Command.of("make")))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.UNREACHABLE))
                .hasMessageContaining("agent was lost")
                .hasMessageContaining("reused");
    }

    @Test
    void shouldEndWhatAnEarlierControllerStarted() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done");
        builder.environment().put(LauncherCommands.STEP_MARK, step);
        Process left = builder.start();

        commands.endAll();

        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Ids of the processes of this step. */
    private List<String> marked() throws IOException {
        List<String> marked = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path one : all) {
                try {
                    if (Files.readString(one.resolve("environ"), StandardCharsets.ISO_8859_1)
                            .contains(LauncherCommands.STEP_MARK + "=" + step)) {
                        marked.add(one.toString());
                    }
                } catch (IOException e) {
                    continue;
                }
            }
        }
        return marked;
    }
}
