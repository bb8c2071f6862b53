package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import io.jenkins.plugins.testeddelivery.plan.Planner;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A tested image whose base is another one by now is built anew, once. */
@Timeout(120)
class BaseMovedTest {
    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    @TempDir
    Path folder;

    private String base;
    private Bench bench;
    private Ports ports;

    private void repository(String dockerfile) throws Exception {
        String project = ENGINE.unique("moved");
        base = ENGINE.unique("base") + ":1";
        base("one");
        bench = new Bench(folder.resolve("bench"), ENGINE.environment());
        ports = TestPorts.at(bench.repo.root(), ENGINE.environment(), bench.log);
        bench.repo
                .write("delivery.yaml", "version: 1\nproject: " + project + "\ncomponents:\n  api: { path: api, image: {} }\n")
                .write("api/Dockerfile", dockerfile.formatted(base, ENGINE.baseImage()))
                .write("api/app", "1\n");
        bench.repo.commit("one");
    }

    @Test
    void shouldBuildInFullWhenTheBaseMovedAndBeContentAfterwards() throws Exception {
        repository("FROM %s\nCOPY app /app\nRUN true\n");
        Fact.Candidate first = built();
        assertThat(decision()).extracting(Decision::strategy).isEqualTo(Strategy.NONE);

        base("two");
        Decision moved = decision();
        Fact.Candidate second = built();

        assertThat(moved.strategy()).isEqualTo(Strategy.FULL);
        assertThat(moved.affected()).as("its own inputs are the same").isFalse();
        assertThat(moved.reasons()).anySatisfy(reason -> {
            assertThat(reason.rule()).isEqualTo("BASE_MOVED");
            assertThat(reason.text()).contains(base);
        });
        assertThat(second.strategy()).isEqualTo("FULL");
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(second.digest()).isNotEqualTo(first.digest());
        assertThat(decision()).extracting(Decision::strategy).isEqualTo(Strategy.NONE);
    }

    @Test
    void shouldNotBuildForeverWhereTheMovedBaseMakesNoDifference() throws Exception {
        repository("FROM %1$s AS build\nRUN true\nFROM %2$s\nCOPY app /app\n");
        built();

        base("two");
        assertThat(decision().strategy()).isEqualTo(Strategy.FULL);
        built();

        assertThat(decision().strategy()).isEqualTo(Strategy.NONE);
    }

    @Test
    void shouldNotTakeAnotherIdOfTheSameBaseForAnotherBase() throws Exception {
        repository("FROM %s\nCOPY app /app\n");
        built();
        String before = ENGINE.docker("image", "inspect", "--format", "{{.Id}}", base);

        ENGINE.docker("build", "-q", "--no-cache", "-t", base, "--label", "org.opencontainers.image.version=2", context("one"));

        assertThat(ENGINE.docker("image", "inspect", "--format", "{{.Id}}", base)).isNotEqualTo(before);
        assertThat(decision().strategy()).isEqualTo(Strategy.NONE);
    }

    private void base(String content) throws Exception {
        ENGINE.docker("build", "-q", "-t", base, context(content));
    }

    private String context(String content) throws Exception {
        Path context = Files.createDirectories(folder.resolve("base-" + content));
        Files.writeString(context.resolve("what"), content);
        Files.setLastModifiedTime(context.resolve("what"), FileTime.fromMillis(1000));
        Files.writeString(context.resolve("Dockerfile"), "FROM " + ENGINE.baseImage() + "\nCOPY what /base\n");
        return context.toString();
    }

    private Plan plan() throws Exception {
        return new Planner(ports, bench.ledger()).plan(new PlanRequest("", "", "", Strategy.NONE, Map.of(), ""));
    }

    private Decision decision() throws Exception {
        return plan().component("api").orElseThrow();
    }

    /** Built as planned, and tested. */
    private Fact.Candidate built() throws Exception {
        Outcome outcome = new Builds(ports, bench.ledger()).run(plan(), Set.of(), 1);
        assertThat(outcome.failed()).isEmpty();
        bench.tried("passed", outcome.built());
        return List.copyOf(outcome.built().values()).get(0);
    }
}
