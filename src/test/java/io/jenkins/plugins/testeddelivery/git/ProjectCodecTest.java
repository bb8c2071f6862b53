package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Demands;
import io.jenkins.plugins.testeddelivery.config.Development;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Rule;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.Trial;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectCodecTest {
    private static final Rule RULE = new Rule("r/1", List.of("a/**", "!b"), Strategy.FULL, "because ü €");
    private static final Compose COMPOSE = new Compose(List.of("c.yaml"), "shop", ".env");
    private static final Project PROJECT = new Project(
            "shop",
            List.of(RULE),
            List.of(".nvmrc"),
            List.of("*.md"),
            List.of(
                    component(
                            "api",
                            new Component.Image("api/Dockerfile", "api", "run", Map.of("A", "1"), List.of("gen/**"), "linux/amd64")),
                    component("site", new Component.Archive(List.of("npm", "run"), List.of("dist/**"))),
                    component("lib", new Component.Library())),
            new Trial(
                    "",
                    COMPOSE,
                    Map.of("DB", "x"),
                    List.of("load"),
                    List.of("run"),
                    List.of("**/*.xml"),
                    Trial.Scope.COMPONENT,
                    List.of("devices")),
            Map.of(
                    "production",
                    new Environment(
                            "production",
                            "staging",
                            COMPOSE,
                            "/srv",
                            3,
                            List.of("systemctl"),
                            List.of(new Hook(List.of("a", "b"), Duration.ofMillis(1)), new Hook(List.of("c"), Duration.ofHours(3))),
                            List.of("check"),
                            List.of(new Environment.Probe(
                                    "http://x", List.of("p"), Duration.ofSeconds(60), Duration.ofMillis(5500))),
                            new Demands(true, false, true, List.of("no-data"), List.of("main"), List.of("*@ci"),
                                    Duration.ofDays(7)),
                            List.of(new Hook(List.of("d"), Duration.ofMinutes(1))))),
            List.of("warned \udc80"),
            List.of(
                    new Hook(List.of("back", "up"), Hook.DEFAULT_TIMEOUT), new Hook(List.of("sh"), Duration.ofMillis(1500))));

    private static Component component(String name, Component.Product product) {
        return new Component(
                name,
                "path/" + name,
                List.of("lib"),
                List.of("@x/" + name),
                product,
                List.of("svc"),
                Duration.ofDays(7),
                Duration.ofMinutes(30),
                List.of(RULE),
                "delivery.yaml:3",
                List.of("package-lock.json"),
                new Component.Facts(
                        List.of("path/" + name + "/package.json"),
                        List.of(new Component.Link("lib", "dev", "package.json:7")),
                        List.of("db")),
                new Development(
                        List.of("flask", "run"),
                        Map.of("path/src", "/app/src"),
                        List.of("tcp:1234"),
                        new Development.Prepare("path/.venv", List.of("setup"))));
    }

    private static Snapshot snapshot() {
        Inputs inputs = Inputs.of(
                PROJECT,
                Map.of(
                        "api",
                        new ImageContext(
                                "api",
                                DockerIgnore.parse("*.md\n!README.md\n"),
                                new CopySources(false, List.of(CopySources.Source.of("src/*.ts"))),
                                List.of("api/Dockerfile"),
                                List.of("api/.dockerignore"))),
                Set.of("sub"),
                "delivery.yaml");
        SortedMap<String, String> each = new TreeMap<>(Map.of("api", "1", "site", "2", "lib", "3"));
        return new Snapshot(
                "tree",
                PROJECT,
                inputs,
                each,
                Map.of("t.sh", "id"),
                List.of("w"),
                List.of(Entry.of(".nvmrc", Entry.FILE, "0123")),
                new SharedLocks.Found(
                        Map.of("api", Map.of("package-lock.json", "x")),
                        Set.of("package-lock.json"),
                        Map.of("package-lock.json", Map.of("api", Set.of("", "lib")))),
                new HashSet<>(Set.of("delivery.yaml", "gone")),
                new HashSet<>(Set.of("delivery.yaml")),
                new HashSet<>(Set.of("src")),
                new HashSet<>(Set.of("buildSrc")));
    }

    @Test
    void shouldGiveBackAnEqualProject() {
        PackedText text = new PackedText();
        new ProjectCodec(text).put(PROJECT);

        assertThat(new ProjectCodec(new PackedText(text.written())).project()).isEqualTo(PROJECT);
    }

    @Test
    void shouldGiveBackAnEqualSnapshot() {
        Snapshot snapshot = snapshot();

        Snapshot back = SnapshotCodec.unpack("key", SnapshotCodec.pack("key", snapshot)).orElseThrow();

        assertThat(back).usingRecursiveComparison().ignoringFields("inputs").isEqualTo(snapshot);
        for (String path : List.of("api/src/a.ts", "api/src/README.md", "api/x.md", "api/Dockerfile", "path/lib/x", "sub", "y")) {
            assertThat(back.inputs().componentsOf(path)).isEqualTo(snapshot.inputs().componentsOf(path));
        }
    }

    @Test
    void shouldTakeNothingOfAnotherProgramOrADamagedFile() {
        byte[] packed = SnapshotCodec.pack("key", snapshot());

        assertThat(SnapshotCodec.unpack("other", packed)).isEmpty();
        for (int at = 0; at < packed.length; at++) {
            byte[] damaged = packed.clone();
            damaged[at] ^= 1;
            assertThat(SnapshotCodec.unpack("key", damaged)).isEmpty();
        }
        assertThat(SnapshotCodec.unpack("key", new byte[3])).isEmpty();
        assertThat(SnapshotCodec.unpack("key", Arrays.copyOf(packed, packed.length - 1))).isEmpty();
    }

    /** A part that is new in one of them has to be packed too; then its count here is raised. */
    @Test
    void shouldKnowEveryPartOfAProject() {
        assertThat(Stream.of(
                                Project.class,
                                Component.class,
                                Component.Facts.class,
                                Component.Link.class,
                                Component.Image.class,
                                Component.Archive.class,
                                Component.Library.class,
                                Development.class,
                                Development.Prepare.class,
                                Rule.class,
                                Trial.class,
                                Compose.class,
                                Environment.class,
                                Environment.Probe.class,
                                Hook.class,
                                Demands.class)
                        .map(type -> type.getRecordComponents().length))
                .containsExactly(9, 13, 4, 3, 6, 2, 0, 4, 2, 4, 8, 3, 11, 4, 2, 7);
    }
}
