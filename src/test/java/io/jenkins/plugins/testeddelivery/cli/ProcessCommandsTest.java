package io.jenkins.plugins.testeddelivery.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Commands.Ending;
import io.jenkins.plugins.testeddelivery.port.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessCommandsTest {
    private static final Consumer<String> NOWHERE = line -> {};

    @TempDir
    private Path temp;

    @Test
    void shouldHandOnBothOutputsAndTheExitCode() throws Exception {
        Commands.Captured captured = commands().capture(sh("echo out; echo err >&2; echo; printf last; exit 3"));

        assertThat(captured).isEqualTo(new Commands.Captured(new Outcome(Ending.EXITED, 3), "out\n\nlast", "err"));
        assertThat(commands().capture(sh("exit 0")).out()).isEmpty();
        assertThat(commands().capture(sh("printf 'a\\r\\nb\\r'")).out()).isEqualTo("a\nb");
    }

    @Test
    void shouldGiveTheEnvironmentAndNothingElse() throws Exception {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "A", "one", "B", "two");
        ProcessCommands commands = new ProcessCommands(temp, environment);

        Commands.Captured captured = commands.capture(Command.of("env").with(Map.of("B", "three", "C", "x\ny")));

        assertThat(captured.out().lines())
                .containsExactlyInAnyOrder("PATH=" + System.getenv("PATH"), "A=one", "B=three", "C=x", "y");
    }

    @Test
    void shouldRunInTheFolderAskedFor() throws Exception {
        Files.createDirectories(temp.resolve("a/b c"));

        assertThat(commands().capture(Command.of("pwd")).out()).isEqualTo(temp.toRealPath().toString());
        assertThat(commands().capture(Command.of("pwd").in("a/b c")).out()).endsWith("/a/b c");
        assertThat(commands().capture(Command.of("pwd").in("/")).out()).isEqualTo("/");
    }

    @Test
    void shouldGiveAFileOrNothingAsStandardInput() throws Exception {
        Files.writeString(temp.resolve("input"), "from a file\n");

        assertThat(commands().capture(Command.of("cat").reading("input")).out()).isEqualTo("from a file");
        assertThat(commands().capture(Command.of("cat"))).isEqualTo(
                new Commands.Captured(new Outcome(Ending.EXITED, 0), "", ""));
        assertNotStarted(Command.of("cat").reading("missing"), "missing for standard input cannot be read");
    }

    @Test
    void shouldSayWhyNothingWasStarted() throws Exception {
        script("no-x", "#!/bin/sh\n", "rw-r--r--");
        script("no-interpreter", "#!/nowhere/sh\n", "rwxr-xr-x");

        assertNotStarted(Command.of("no-such-program"), "no-such-program is not on the PATH");
        assertNotStarted(Command.of("./no-such-program"), "no-such-program does not exist");
        assertNotStarted(Command.of("true").in("missing"), "the folder " + temp.resolve("missing") + " does not exist");
        assertNotStarted(Command.of("./no-x"), "no-x may not be executed");
        assertNotStarted(Command.of("./no-interpreter"), "the interpreter in its first line does not exist");
        assertNotStarted(Command.of("true", "x".repeat(4_000_000)), "too long");
        assertNotStarted(Command.of(List.of()), "the command is empty");
        assertNotStarted(Command.of("true", "a\0b"), "NUL");
    }

    @Test
    void shouldNotTellTheValueOfAVariableThatCannotBeSet() throws Exception {
        Commands.Captured captured = commands().capture(sh("true").with(Map.of("PASSWORD", "secret\0")));

        assertThat(captured.outcome().ending()).isEqualTo(Ending.NOT_STARTED);
        assertThat(captured.err()).contains("PASSWORD").doesNotContain("secret");
    }

    @Test
    void shouldSearchThePathThatTheCommandSees() throws Exception {
        Files.createDirectories(temp.resolve("bin"));
        script("bin/hello", "#!/bin/sh\necho hello\n", "rwxr-xr-x");
        script("bin/denied", "#!/bin/sh\n", "rw-r--r--");
        ProcessCommands commands = new ProcessCommands(temp, Map.of("PATH", "/nowhere:" + temp.resolve("bin")));

        assertThat(commands.capture(Command.of("hello")).out()).isEqualTo("hello");
        assertThat(commands.capture(Command.of("git")).err()).startsWith("git is not on the PATH");
        assertThat(commands.capture(Command.of("denied")).err()).contains("bin/denied may not be executed");
    }

    @Test
    void shouldReplaceBytesThatAreNoUtf8() throws Exception {
        assertThat(commands().capture(sh("printf 'a\\377\\303b\\n\\000c'")).out()).isEqualTo("a\ufffd\ufffdb\n\0c");
    }

    @Test
    void shouldCutALineThatIsTooLongBetweenCharacters() throws Exception {
        for (int shift = 0; shift < 4; shift++) {
            String script = "printf '%*s' " + shift + " ''; i=0; while [ $i -lt 2000 ]; do printf '\\360\\237\\230\\200"
                    + "\\360\\237\\230\\200\\360\\237\\230\\200'; i=$((i+1)); done; echo; echo next";
            List<String> lines = commands().capture(sh(script)).out().lines().toList();

            assertThat(lines).hasSize(2);
            assertThat(lines.get(0)).matches(" {" + shift + "}(\ud83d\ude00)+");
            assertThat(lines.get(0).length()).isBetween(8_000, Commands.LONGEST_LINE);
            assertThat(lines.get(1)).isEqualTo("next");
        }
    }

    @Test
    void shouldTakeAGigabyteOnOneLine() throws Exception {
        AtomicLong lines = new AtomicLong();
        AtomicLong characters = new AtomicLong();

        Outcome outcome = commands().run(sh("head -c 1073741824 /dev/zero; echo; echo end"), line -> {
            lines.incrementAndGet();
            characters.addAndGet(line.length());
        }, NOWHERE);

        assertThat(outcome.succeeded()).isTrue();
        assertThat(lines).hasValue(2);
        assertThat(characters).hasValue(Commands.LONGEST_LINE + 3);
    }

    @Test
    void shouldTakeAGigabyteOfLines() throws Exception {
        AtomicLong characters = new AtomicLong();

        Outcome outcome = commands().run(
                sh("yes 'a line of output that a build might print' | head -c 1073741824"),
                line -> characters.addAndGet(line.length() + 1),
                NOWHERE);

        assertThat(outcome.succeeded()).isTrue();
        assertThat(characters.get()).isBetween(1_073_741_824L, 1_073_741_825L);
    }

    @Test
    void shouldHandOnEverythingToASlowReceiver() throws Exception {
        AtomicLong lines = new AtomicLong();

        commands().run(sh("i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); done"), line -> {
            lines.incrementAndGet();
            LongStream.range(0, 200_000).sum();
        }, NOWHERE);

        assertThat(lines).hasValue(3000);
    }

    @Test
    void shouldThrowWhatTheReceiverOfTheLinesThrew() {
        assertThatThrownBy(() -> commands().run(sh("yes | head -c 1000000"), line -> {
                    throw new IllegalStateException("log is full");
                }, NOWHERE))
                .hasMessage("log is full");
    }

    @Test
    void shouldEndWhenTheTimeIsUp() throws Exception {
        long start = System.nanoTime();
        List<String> lines = new CopyOnWriteArrayList<>();

        Outcome outcome = commands()
                .run(sh("printf begun; sleep 1000").within(Duration.ofMillis(300)), lines::add, NOWHERE);

        assertThat(outcome).isEqualTo(new Outcome(Ending.TIMED_OUT, -1));
        assertThat(lines).containsExactly("begun");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(commands().capture(sh("exit 4").within(Duration.ofHours(1))).outcome().exit()).isEqualTo(4);
    }

    @Test
    void shouldKillTheWholeFamilyThatIgnoresToBeAsked() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        String stubborn = "trap '' TERM INT HUP; echo $$; ";
        Thread running = new Thread(() -> {
            try {
                commands().run(
                        sh(stubborn + "sh -c \"" + stubborn.replace("$", "\\$")
                                + "sh -c \\\"echo \\\\\\$\\\\\\$; while :; do sleep 1; done\\\"; :\" & "
                                + "while :; do sleep 1; done"),
                        lines::add,
                        lines::add);
                end.complete(new AssertionError("ended by itself"));
            } catch (InterruptedException e) {
                end.complete(e);
            }
        });
        running.start();
        List<ProcessHandle> family = List.of(process(lines), process(lines), process(lines));
        assertThat(family).allMatch(ProcessHandle::isAlive).doesNotHaveDuplicates();

        running.interrupt();

        assertThat(end.get(30, SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(family).noneMatch(ProcessCommandsTest::isRunning);
    }

    @Test
    void shouldKillAGrandchildWhoseParentIsGone() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        Outcome outcome = commands()
                .run(
                        sh("sh -c 'sh -c \"echo \\$\\$; exec sleep 1000\" & '; sleep 1000")
                                .within(Duration.ofSeconds(1)),
                        lines::add,
                        NOWHERE);

        assertThat(outcome.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(lines).hasSize(1);
        assertThat(ProcessHandle.of(Long.parseLong(lines.take())).filter(ProcessCommandsTest::isRunning))
                .isEmpty();
    }

    @Test
    void shouldNotWaitForWhatStaysInTheBackground() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        long start = System.nanoTime();

        Outcome outcome = commands().run(sh("sleep 1000 & echo $!"), lines::add, NOWHERE);

        ProcessHandle background = process(lines);
        try {
            assertThat(outcome.succeeded()).isTrue();
            assertThat(background.isAlive()).as("the command left it on purpose").isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        } finally {
            background.destroyForcibly();
        }
    }

    @Test
    void shouldHandOnNothingAfterItReturned() throws Exception {
        AtomicLong lines = new AtomicLong();
        BlockingQueue<String> background = new LinkedBlockingQueue<>();

        Outcome outcome = commands().run(sh("yes & echo $! >&2"), line -> lines.incrementAndGet(), background::add);

        Optional<ProcessHandle> flood = ProcessHandle.of(Long.parseLong(background.poll(20, SECONDS)));
        try {
            assertThat(outcome.succeeded()).isTrue();
            long then = lines.get();
            assertThat(commands().capture(sh("sleep 0.3; echo later")).out()).isEqualTo("later");
            assertThat(lines).hasValue(then);
        } finally {
            flood.ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private ProcessCommands commands() {
        return new ProcessCommands(temp, new HashMap<>(System.getenv()), Duration.ofSeconds(1));
    }

    private static Command sh(String script) {
        return Command.of("sh", "-c", script);
    }

    private void assertNotStarted(Command command, String words) throws InterruptedException {
        Commands.Captured captured = commands().capture(command);

        assertThat(captured.outcome()).isEqualTo(new Outcome(Ending.NOT_STARTED, -1));
        assertThat(captured.err()).contains(words).doesNotContain("\n");
    }

    private void script(String name, String content, String mode) throws IOException {
        Files.writeString(temp.resolve(name), content);
        Files.setPosixFilePermissions(temp.resolve(name), PosixFilePermissions.fromString(mode));
    }

    private static ProcessHandle process(BlockingQueue<String> lines) throws InterruptedException {
        return ProcessHandle.of(Long.parseLong(lines.poll(20, SECONDS))).orElseThrow();
    }

    /** A killed orphan may stay listed until its new parent asks about it. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
