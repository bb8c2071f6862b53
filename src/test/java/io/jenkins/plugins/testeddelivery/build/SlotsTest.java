package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SlotsTest {
    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    @TempDir
    Path folder;

    @Test
    void shouldLetTheNextOneStartWhenOneEnds() throws Exception {
        Slots slots = new Slots(1);
        slots.take();
        CountDownLatch started = new CountDownLatch(1);
        Thread next = new Thread(() -> {
            try {
                slots.take();
                started.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        next.start();
        while (next.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(started.getCount()).isOne();

        slots.giveBack();

        started.await();
        next.join();
    }

    /** A step fails where another one is at work. */
    @Test
    void shouldPrepareAnImageWhileAnotherIsBuiltAndBuildNoMoreAtOnceThanAsked() throws Exception {
        String project = ENGINE.unique("slots");
        Bench bench = new Bench(folder, Builders.environment(ENGINE, "buildkit", folder));
        StringBuilder components = new StringBuilder();
        for (String name : List.of("a", "b", "c")) {
            components.append("  %s: { path: %s, image: {} }\n".formatted(name, name));
            bench.repo.write(name + "/in", name).write(
                    name + "/Dockerfile",
                    """
                    FROM %s
                    COPY in /in
                    RUN --mount=type=cache,id=%s,target=/c mkdir /c/alone && head -c 99000000 /dev/zero | sha256sum && rmdir /c/alone
                    """
                            .formatted(ENGINE.baseImage(), project));
        }
        bench.repo.write("delivery.yaml", "version: 1\nproject: %s\ncomponents:\n%s".formatted(project, components));
        bench.repo.commit("one");

        Outcome outcome = bench.builds().run(bench.plan(Strategy.FULL, "test"), Set.of(), 1);

        Builders.assume("buildkit", bench);
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.built()).hasSize(3);
        List<String> lines = List.copyOf(bench.log.all());
        int[] prepared = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).contains(" of context"))
                .toArray();
        int[] built = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).contains(" | built "))
                .toArray();
        assertThat(prepared).hasSize(3);
        assertThat(prepared[1]).as("%s", lines).isLessThan(built[0]);
    }
}
