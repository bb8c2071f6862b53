package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.docker.Registry;
import io.jenkins.plugins.testeddelivery.docker.RemoteName;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import io.jenkins.plugins.testeddelivery.testing.TestRegistry;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that has nothing of a component any more is like that of a fresh agent. */
@Timeout(300)
class FreshAgentTest {
    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    private static final String ROLL = "cat /proc/sys/kernel/random/uuid > ";

    @TempDir
    Path folder;

    private String project;
    private Bench bench;

    private void repository(String builder) throws Exception {
        project = ENGINE.unique(builder);
        bench = new Bench(folder, Builders.environment(ENGINE, builder, folder));
        bench.repo
                .write("delivery.yaml", "version: 1\nproject: " + project + "\ninfer: true\n")
                .write("api/Dockerfile", """
                        FROM %1$s
                        RUN : %2$s && mkdir /dice && %3$s /dice/base
                        COPY requirements.txt /%2$s/r/
                        RUN : %2$s && %3$s /dice/deps
                        COPY src /%2$s/src
                        RUN : %2$s && %3$s /dice/source
                        """.formatted(ENGINE.baseImage(), project, ROLL))
                .write("api/requirements.txt", "one\n")
                .write("api/src/app.py", "app\n");
        bench.repo.commit("one");
    }

    private Fact.Candidate build(Strategy strategy) throws Exception {
        Outcome outcome = bench.build(bench.plan(strategy, "FORCED"));
        assertThat(outcome.failed()).isEmpty();
        return outcome.built().get("api");
    }

    private static String dice(Fact.Candidate candidate, String layers) {
        return ENGINE.docker("run", "--rm", candidate.image(), "sh", "-c", "cd /dice && cat " + layers);
    }

    private void keep(Fact.Candidate candidate) throws Exception {
        Ports ports = TestPorts.at(folder, ENGINE.environment(), bench.log);
        Engine engine = Engines.connect(ports);
        engine.save(candidate.image(), "saved.tar.gz");
        bench.ledger().append(candidate.withStored(bench.ledger().store().keep(ports.workspace(), "saved.tar.gz")));
    }

    /** Nothing of this test's is left in the engine, and everything of others'. */
    private void forget() throws Exception {
        for (String tag : ENGINE.docker("images", "--format", "{{.Repository}}:{{.Tag}}", project + "-api").lines().toList()) {
            ENGINE.docker("rmi", tag);
        }
        boolean less = true;
        while (less) {
            int before = cached().size();
            for (String id : cached()) {
                // refused while another layer lies on it
                ENGINE.docker("builder", "prune", "--force", "--all", "--filter", "id=" + id);
            }
            less = cached().size() < before;
        }
        assertThat(cached()).isEmpty();
    }

    /** Layers of this test's in BuildKit's own cache: the first step names it, the others lie on that. */
    private Set<String> cached() throws Exception {
        String all = ENGINE.docker("system", "df", "--verbose", "--format", "{{json .BuildCache}}");
        Set<String> own = new HashSet<>();
        int before;
        do {
            before = own.size();
            for (Map<String, Object> layer : Json.maps(Map.of("all", Json.read(all)), "all")) {
                if (Json.text(layer, "Description").contains(project) || own.contains(Json.text(layer, "Parent"))) {
                    own.add(Json.text(layer, "ID"));
                }
            }
        } while (own.size() > before);
        return own;
    }

    private Fact.Built account() throws Exception {
        List<Ledger.Entry> entries = bench.ledger().entries();
        return ((Fact.Account) entries.get(entries.size() - 1).fact()).built().get("api");
    }

    @ParameterizedTest
    @ValueSource(strings = {Builders.CLASSIC, Builders.BUILDKIT})
    void shouldTakeTheLayersOfTheTestedImageFromTheContentStore(String builder) throws Exception {
        repository(builder);
        build(Strategy.FULL);
        Builders.assume(builder, bench);
        Fact.Candidate tested = build(Strategy.INCREMENTAL);
        bench.tried("passed", Map.of("api", tested));
        keep(tested);
        String dice = dice(tested, "base deps source");

        forget();
        bench.repo.write("api/README.md", "no layer holds it\n");
        Fact.Candidate cached = build(Strategy.CACHED);

        assertThat(cached.digest()).isEqualTo(tested.digest());
        assertThat(cached.version()).isEqualTo(tested.version());
        assertThat(account().hits()).isEqualTo(5).isEqualTo(account().layers());
        assertThat(bench.log.all()).contains("api | took " + tested.version() + ", for its layers");

        bench.repo.write("api/README.md", "nor this one\n");
        assertThat(build(Strategy.CACHED).digest()).as("once more, with the image there").isEqualTo(tested.digest());

        forget();
        bench.repo.write("api/src/app.py", "other\n");
        Fact.Candidate incremental = build(Strategy.INCREMENTAL);
        assertThat(dice(incremental, "base deps source"))
                .startsWith(dice.substring(0, dice.lastIndexOf('\n')))
                .isNotEqualTo(dice);
    }

    /** Records a release that says where a registry has it, as an export with {@code --push} does. */
    private String push(Fact.Candidate candidate, TestRegistry registry) throws Exception {
        Ports ports = TestPorts.at(folder, ENGINE.environment(), bench.log);
        Pushed pushed = Registry.of(ports, Login.NOBODY).push(
                Engines.connect(ports).image(candidate.image()).orElseThrow(),
                RemoteName.parse(registry.host() + "/" + project + ":v1"));
        bench.ledger().append(new Fact.Release(
                "v1", candidate.commit(), "", "",
                Map.of("api", new Fact.Shipped(
                        "image", candidate.fingerprint(), candidate.digest(), "", "api.tar.gz", "", "v1", pushed.fetched())),
                Map.of()));
        return pushed.fetched();
    }

    @Test
    void shouldTakeTheLayersOfTheTestedImageFromARegistry() throws Exception {
        repository(Builders.BUILDKIT);
        build(Strategy.FULL);
        Builders.assume(Builders.BUILDKIT, bench);
        Fact.Candidate tested = build(Strategy.INCREMENTAL);
        bench.tried("passed", Map.of("api", tested));
        String pulled;
        try (TestRegistry registry = TestRegistry.open(folder.resolve("registry"))) {
            pulled = push(tested, registry);
            forget();
            bench.repo.write("api/README.md", "no layer holds it\n");

            assertThat(build(Strategy.CACHED).digest()).isEqualTo(tested.digest());

            assertThat(account().hits()).isEqualTo(5).isEqualTo(account().layers());
            assertThat(bench.log.all()).contains("api: took " + tested.version() + " from " + pulled);
        }
        ENGINE.docker("rmi", pulled);
        forget();
        bench.repo.write("api/README.md", "nor this one\n");

        assertThat(build(Strategy.CACHED).digest()).as("the registry is away").isNotEqualTo(tested.digest());

        assertThat(account().hits()).isZero();
        assertThat(bench.log.all())
                .anyMatch(line -> line.contains("api: " + tested.version() + " is not taken from the registry: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {Builders.CLASSIC, Builders.BUILDKIT})
    void shouldBuildAllAnewWhereNothingIsKept(String builder) throws Exception {
        repository(builder);
        Fact.Candidate tested = build(Strategy.FULL);
        Builders.assume(builder, bench);
        bench.tried("passed", Map.of("api", tested));

        forget();
        build(Strategy.CACHED);

        assertThat(account().hits()).isZero();
        assertThat(account().layers()).isEqualTo(5);
    }
}
