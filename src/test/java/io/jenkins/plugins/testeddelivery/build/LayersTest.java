package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.testing.TestEngine;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every step that runs leaves a random number in a file that says on what layer it lies: those that differ from the build
 * before were rebuilt, the others came from the cache.
 */
@Timeout(300)
class LayersTest {
    @RegisterExtension
    static final TestEngine ENGINE = new TestEngine();

    private static final Set<String> NOTHING = Set.of();
    private static final Set<String> SOURCE = Set.of("source");
    private static final Set<String> DEPENDENCIES = Set.of("source", "deps");
    private static final Set<String> ALL = Set.of("source", "deps", "base");

    @TempDir
    Path folder;

    private Bench bench;
    private String project;

    /** {@code ROLL name} is a step; it is no other component's. */
    private static String dockerfile(String component, String text) {
        return text.replace("BASE", ENGINE.baseImage())
                .replaceAll(
                        "ROLL (\\S+)",
                        "RUN : " + component + " && mkdir -p /dice && cat /proc/sys/kernel/random/uuid > /dice/$1");
    }

    private void component(String name, String text) {
        bench.repo
                .write(name + "/Dockerfile", dockerfile(project + name, text))
                .write(name + "/requirements.txt", "one\n")
                .write(name + "/src/app.py", name + "\n")
                .write(name + "/README.md", "read me\n");
    }

    private void repository(String builder) throws Exception {
        project = ENGINE.unique(builder);
        bench = new Bench(folder, Builders.environment(ENGINE, builder, folder));
        bench.repo.write("delivery.yaml", "version: 1\nproject: " + project + "\ninfer: true\n");
    }

    private Map<String, Fact.Candidate> build(Strategy strategy) throws Exception {
        Outcome outcome = bench.build(bench.plan(strategy, "FORCED"));
        assertThat(outcome.failed()).isEmpty();
        return outcome.built();
    }

    private static Map<String, String> dice(Fact.Candidate candidate) {
        return ENGINE.docker("run", "--rm", candidate.image(), "sh", "-c", "cd /dice && grep -H . *")
                .lines()
                .collect(Collectors.toMap(line -> line.split(":")[0], line -> line.split(":")[1]));
    }

    private static Map<String, Map<String, String>> dice(Map<String, Fact.Candidate> built) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        built.forEach((name, candidate) -> all.put(name, dice(candidate)));
        return all;
    }

    /** By component, the layers of which a step was done again; a layer is rebuilt whole or not at all. */
    private static Map<String, Set<String>> rebuilt(
            Map<String, Map<String, String>> before, Map<String, Map<String, String>> now) {
        Map<String, Set<String>> all = new TreeMap<>();
        now.forEach((name, dice) -> {
            Set<String> again = new TreeSet<>();
            Set<String> kept = new TreeSet<>();
            dice.forEach((file, number) ->
                    (number.equals(before.get(name).get(file)) ? kept : again).add(file.replaceAll("-.*", "")));
            assertThat(again).as(name).matches(layers -> Collections.disjoint(layers, kept), "has no layer of " + kept);
            all.put(name, again);
        });
        return all;
    }

    private void plainComponents() {
        component("python", """
                FROM BASE
                ROLL base-packages
                COPY requirements.txt /r/
                ROLL deps-install
                COPY src /src
                ROLL source-compile
                CMD ["sh"]""");
        component("stages", """
                # a comment, and no newline at the end
                FROM BASE AS tools
                ROLL base-tools
                FROM BASE AS venv
                ROLL base-compiler
                COPY requirements.txt /r/
                ROLL deps-install
                FROM BASE AS build
                COPY src /src
                ROLL source-assets
                FROM BASE
                ROLL base-packages
                COPY --from=tools /dice /dice
                COPY --from=venv /dice /dice
                ROLL deps-link
                COPY --from=build /dice /dice
                ROLL source-finish""");
        component("together", """
                FROM BASE
                ROLL base-packages
                ADD --chown=0:0 . /app
                ROLL source-install
                """);
        component("escape", """
                # escape=`
                FROM BASE
                ROLL base-packages
                COPY requirements.txt `
                  # a comment within
                  /r/
                ROLL deps-install
                COPY [ "src", `
                  "/src" ]
                ROLL source-compile
                """);
        component("nowhere", """
                FROM BASE
                ROLL base-packages
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {Builders.CLASSIC, Builders.BUILDKIT})
    void shouldRebuildJustTheLayersThatTheStrategyNamesWhateverWasBuiltBefore(String builder) throws Exception {
        repository(builder);
        plainComponents();
        bench.repo.commit("one");
        Map<String, Map<String, String>> full = dice(build(Strategy.FULL));
        Builders.assume(builder, bench);

        Map<String, Map<String, String>> dependencies = dice(build(Strategy.DEPENDENCIES));
        Map<String, Map<String, String>> incremental = dice(build(Strategy.INCREMENTAL));
        Map<String, Map<String, String>> cached = dice(build(Strategy.CACHED));
        Map<String, Map<String, String>> fullAgain = dice(build(Strategy.FULL));

        assertThat(rebuilt(full, dependencies))
                .isEqualTo(expected(DEPENDENCIES, SOURCE, ALL));
        assertThat(rebuilt(dependencies, incremental)).isEqualTo(expected(SOURCE, SOURCE, ALL));
        assertThat(rebuilt(incremental, cached)).isEqualTo(expected(NOTHING, NOTHING, NOTHING));
        assertThat(rebuilt(cached, fullAgain)).isEqualTo(expected(ALL, Set.of("source", "base"), ALL));
        assertThat(bench.log.all())
                .filteredOn(line -> line.contains("NO_BREAK_POINT"))
                .hasSize(2)
                .allMatch(line -> line.startsWith("nowhere  | NO_BREAK_POINT: nowhere/Dockerfile"));
    }

    private static Map<String, Set<String>> expected(Set<String> layered, Set<String> together, Set<String> nowhere) {
        return new TreeMap<>(Map.of(
                "python", layered,
                "stages", layered,
                "escape", layered,
                "together", together,
                "nowhere", nowhere.stream().filter("base"::equals).collect(Collectors.toSet())));
    }

    @ParameterizedTest
    @ValueSource(strings = {Builders.CLASSIC, Builders.BUILDKIT})
    void shouldBuildOnceInARunWhatIsTheSameInTwoImages(String builder) throws Exception {
        repository(builder);
        String same = dockerfile(project, """
                FROM BASE
                COPY requirements.txt /r/
                ROLL deps-install
                COPY src /src
                ROLL source-compile
                """);
        component("api", same);
        component("web", same);
        // one after the other: the classic builder takes a layer from its cache only when that is finished
        bench.repo.write("delivery.yaml", "version: 1\nproject: " + project
                + "\ncomponents:\n  api: { path: api, image: {} }\n  web: { path: web, image: {}, dependsOn: [api] }\n").commit("one");
        build(Strategy.FULL);
        Builders.assume(builder, bench);

        Map<String, Map<String, String>> now = dice(build(Strategy.DEPENDENCIES));

        assertThat(now.get("web").get("deps-install")).isEqualTo(now.get("api").get("deps-install"));
        assertThat(now.get("web").get("source-compile")).isNotEqualTo(now.get("api").get("source-compile"));
        assertThat(rebuilt(now, dice(build(Strategy.DEPENDENCIES)))).isEqualTo(Map.of("api", DEPENDENCIES, "web", DEPENDENCIES));
    }

    @ParameterizedTest
    @ValueSource(strings = {Builders.CLASSIC, Builders.BUILDKIT})
    void shouldBuildInFullWhatItsBaseTriggers(String builder) throws Exception {
        repository(builder);
        String base = ENGINE.unique("onbuild") + ":1";
        String container = ENGINE.unique("onbuild");
        ENGINE.docker("create", "--name", container, ENGINE.baseImage(), "true");
        ENGINE.docker("commit", "-c", "ONBUILD COPY . /src", "-c", "ONBUILD " + dockerfile(project, "ROLL source-trigger"), container, base);
        component("api", "FROM " + base + "\nCOPY src /more\nROLL source-own\n");
        bench.repo.commit("one");
        Map<String, Map<String, String>> first = dice(build(Strategy.FULL));
        Builders.assume(builder, bench);

        Map<String, Fact.Candidate> incremental = build(Strategy.INCREMENTAL);

        assertThat(incremental.get("api").strategy()).isEqualTo("FULL");
        assertThat(rebuilt(first, dice(incremental))).containsEntry("api", SOURCE);
        assertThat(rebuilt(dice(incremental), dice(build(Strategy.CACHED)))).containsEntry("api", NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {Builders.CLASSIC, Builders.BUILDKIT})
    void shouldMakeTheSameFilesAsAPlainBuild(String builder) throws Exception {
        repository(builder);
        bench.repo
                .write("api/Dockerfile", dockerfile("", """
                        FROM BASE AS build
                        COPY requirements.txt /r/
                        RUN sort /r/requirements.txt > /installed
                        COPY src /src
                        RUN cat /src/app.py /installed > /built && chmod 750 /built
                        FROM BASE
                        ENV MODE=production
                        COPY --from=build /built /built
                        RUN ln -s /built /current
                        """))
                .write("api/requirements.txt", "two\none\n")
                .write("api/src/app.py", "app\n");
        bench.repo.commit("one");
        String plain = ENGINE.unique("plain") + ":1";
        ENGINE.docker("build", "-q", "-t", plain, bench.repo.root().resolve("api").toString());

        for (Strategy strategy : new Strategy[] {Strategy.FULL, Strategy.CACHED, Strategy.INCREMENTAL, Strategy.DEPENDENCIES}) {
            String image = build(strategy).get("api").image();

            assertThat(contents(image)).as("%s", strategy).isEqualTo(contents(plain)).contains("/built");
            assertThat(config(image)).as("%s", strategy).isEqualTo(config(plain)).contains("MODE=production");
        }
        Builders.assume(builder, bench);
    }

    private static String contents(String image) {
        return ENGINE.docker("run", "--rm", image, "sh", "-c",
                "find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /etc -o -path /bin \\) -prune -o -type f -exec stat -c '%n %a %U' {} + -exec sha256sum {} + "
                        + "-o -type l -exec readlink {} + | sort");
    }

    private static String config(String image) {
        return ENGINE.docker("inspect", "-f", "{{json .Config.Env}} {{json .Config.Cmd}} {{.Config.WorkingDir}}", image);
    }
}
