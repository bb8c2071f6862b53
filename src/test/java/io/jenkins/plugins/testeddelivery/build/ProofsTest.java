package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** On the real engine: what is built cheaply is built again from nothing. */
@Timeout(180)
class ProofsTest {
    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    @TempDir
    Path folder;

    private String project;
    private Bench bench;
    private Ports ports;

    @BeforeEach
    void setUp() {
        project = ENGINE.unique("proof");
        bench = new Bench(folder, new HashMap<>(ENGINE.environment()));
        ports = TestPorts.at(bench.repo.root(), new HashMap<>(ENGINE.environment()), bench.log);
    }

    private void image(String configuration, String steps) {
        bench.repo
                .write("delivery.yaml", "version: 1\nproject: " + project + "\n" + configuration
                        + "components: { api: { path: api, image: {} } }\n")
                .write("api/Dockerfile", "FROM " + ENGINE.baseImage() + "\n" + steps)
                .write("api/app.py", "app\n");
    }

    private Fact.Proof prove(Plan plan) throws Exception {
        Outcome outcome = bench.build(plan);
        assertThat(outcome.succeeded()).as("%s", outcome.failed()).isTrue();
        return new Proofs(ports, bench.ledger()).run(plan, outcome.built(), 2);
    }

    private Fact.Proven api(Strategy strategy) throws Exception {
        return prove(bench.plan(strategy, "test")).components().get("api");
    }

    @Test
    void shouldFindNothingWhereTheRuleIsHonest() throws Exception {
        image("", """
                RUN mkdir -p /opt/a /var/log && echo lib > /opt/a/lib && ln /opt/a/lib /opt/a/again && ln -s lib /opt/a/l
                COPY . /src
                RUN rm /opt/a/lib && sha256sum /src/app.py > /sum && chmod 4750 /sum && chown 5:6 /sum && mknod /pipe p
                RUN cat /proc/sys/kernel/random/uuid > /var/log/apk.log
                """);
        bench.repo.commit("one");
        api(Strategy.FULL);
        bench.repo.write("api/app.py", "app two\n").commit("two");

        Fact.Proven proven = api(Strategy.INCREMENTAL);

        assertThat(proven.differences()).isEmpty();
        assertThat(proven.result()).isEqualTo("same");
        assertThat(proven.strategy()).isEqualTo("INCREMENTAL");
        assertThat(proven.compared()).isGreaterThan(10);
        assertThat(proven.noise()).isEqualTo(1);
    }

    @Test
    void shouldFindAFileThatAnIgnoreRuleWronglyLeavesOut() throws Exception {
        image("ignore: [VERSION]\n", "COPY . /src\nRUN cat /src/VERSION > /about || echo none > /about\n");
        bench.repo.write("api/VERSION", "1.0\n").commit("one");
        Plan first = bench.plan(Strategy.FULL, "test");
        Fact.Proof proof = prove(first);

        Fact.Proven proven = proof.components().get("api");
        assertThat(proof.clean()).isFalse();
        assertThat(proven.count()).isEqualTo(2);
        assertThat(proven.differences())
                .anyMatch(text -> text.startsWith("/about: other content (layer ") && text.contains("RUN cat /src/VERSION"))
                .anyMatch(text -> text.startsWith("/src/VERSION: there only when built from nothing"));
        assertThat(proven.leftOut()).containsExactly("VERSION");
        assertThat(bench.ledger().entries())
                .extracting(Ledger.Entry::fact)
                .contains(proof);
    }

    @Test
    void shouldFindALayerThatARuleWronglyTakesFromTheCache() throws Exception {
        // what it takes is no file of the context: only a rule can know that the step must run again
        image("", "RUN cat /proc/sys/kernel/random/uuid > /downloaded\nCOPY . /src\n");
        bench.repo.commit("one");
        bench.build(Strategy.FULL);
        bench.repo.write("api/app.py", "app two\n").commit("two");

        Fact.Proven proven = api(Strategy.CACHED);

        assertThat(proven.differences()).singleElement().asString().startsWith("/downloaded: other content (layer 2 of 3: RUN cat");
    }

    @Test
    void shouldCompareWhatWasKeptAndLeaveNothingInTheEngine() throws Exception {
        image("", "COPY . /src\n");
        bench.repo.commit("one");
        Outcome first = bench.build(Strategy.FULL);
        bench.tried("passed", first.built());
        Plan kept = bench.plan(Strategy.NONE, "UNCHANGED");

        Fact.Proven proven = prove(kept).components().get("api");

        assertThat(proven.result()).isEqualTo("same");
        assertThat(proven.strategy()).isEqualTo("NONE");
        assertThat(Engines.connect(ports).image(project + "-api:" + kept.version() + "-proof")).isEmpty();
        try (Stream<Path> left = Files.list(bench.repo.root().resolve("_build/.delivery"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldSayWhereTheBuildFromNothingFails() throws Exception {
        image("ignore: [stop]\n", "COPY . /src\nRUN ! [ -e /src/stop ]\n");
        bench.repo.write("api/stop", "").commit("one");

        Fact.Proven proven = api(Strategy.FULL);

        assertThat(proven.result()).isEqualTo("failed");
        assertThat(proven.reason()).contains("failed");
    }

    @Test
    void shouldBuildAnArchiveTwiceAndCompareItsEntries() throws Exception {
        bench.repo
                .write("delivery.yaml", """
                        version: 1
                        project: %s
                        components:
                          same: { path: same, archive: { run: "mkdir -p out && cp in out/", outputs: ["out/**"] } }
                          other: { path: other, archive: { run: "mkdir -p out && cat /proc/sys/kernel/random/uuid > out/id && cp in out/", outputs: ["out/**"] } }
                        """.formatted(project))
                .write("same/in", "in\n")
                .write("other/in", "in\n")
                .commit("one");

        Map<String, Fact.Proven> proven = prove(bench.plan(Strategy.FULL, "test")).components();

        assertThat(proven.get("same").result()).isEqualTo("same");
        assertThat(proven.get("other").differences()).containsExactly("/out/id: other content");
    }
}
