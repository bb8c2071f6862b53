package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error has file, line, column, what was found and what was expected, on one line. */
class ProjectErrorsTest {
    private static void assertRefused(byte[] yaml, String message) {
        assertThatThrownBy(() -> new FilesInMemory().with("delivery.yaml", yaml).read())
                .isInstanceOfSatisfying(Failure.class, e -> {
                    assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE);
                    assertThat(e.getMessage()).matches("delivery\\.yaml:[0-9]+:[0-9]+: [^\\p{Cntrl}]+");
                })
                .hasMessageContaining(message);
    }

    private static void assertRefused(String yaml, String message) {
        assertRefused(yaml.getBytes(StandardCharsets.UTF_8), message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("", "delivery.yaml:1:1: the file is empty; expected at least 'version: 1'"),
                arguments("# only\n---\n", "delivery.yaml:1:1: the file is empty"),
                arguments("project: x", "delivery.yaml:1:1: version is missing; expected 'version: 1' at the top"),
                arguments("version: 2", "delivery.yaml:1:10: version is '2'; expected 1"),
                arguments("version: '1'", "delivery.yaml:1:10: version is '1'; expected 1"),
                arguments("- version", "delivery.yaml:1:1: the file is a list; expected a mapping"),
                arguments(
                        "version: 1\nversion: 1", "2:1: key 'version' is there twice; the first is at delivery.yaml:1"),
                arguments("version: 1\nproject: My Shop", "2:10: project is 'My Shop'; expected lower case letters"),
                arguments(
                        "version: 1\nenvironment: {}", "2:1: unknown key 'environment'; did you mean 'environments'?"),
                arguments("version: 1\nfoo: {}", "2:1: unknown key 'foo'; expected one of components, environments,"),
                arguments(
                        "version: 1\nrules: layerd",
                        "2:8: rules is 'layerd'; expected layered or conservative; did you"),
                arguments("version: 1\nrules: []", "2:8: rules is a list; expected layered, conservative, or a list"),
                arguments(
                        "version: 1\nrules: [{match: [a], strategy: FULL}]",
                        "2:9: rules[1], the last of the list, is a"),
                arguments("version: 1\nignore: [../x]", "2:10: ignore[1] is '../x' and leaves its folder"),
                arguments("version: 1\nglobal: ['#x']", "2:10: global[1] is '#x' and can match nothing"),
                component("{ path: a, dependOn: [b] }", "3:17: unknown key 'dependOn'; did you mean 'dependsOn'?"),
                component("{ path: a, depends_on: [b] }", "3:17: unknown key 'depends_on'; did you mean 'dependsOn'?"),
                component("{ path: a, dev: { runs: x } }", "3:24: unknown key 'runs'; did you mean 'run'?"),
                component(
                        "{ path: a, dev: { mount: { ../../x: /y } } }",
                        "3:33: components.a.dev.mount.../../x is '../../x' and leaves the repository"),
                component(
                        "{ path: a, dev: { mount: { x: y } } }",
                        "components.a.dev.mount.x is 'y'; expected the absolute path in the container, such as"),
                component("{ path: a, dev: { mount: { x: '/y:/etc' } } }", "is '/y:/etc'; expected the absolute path"),
                component("{ path: a, dev: { mount: { x: /y/../z } } }", "is '/y/../z'; expected the absolute path"),
                component("{ path: a, dev: { mount: { x: / } } }", "mount.x is '/'; expected the absolute path"),
                component("{ path: a, dev: { mount: { x: '/${HOME}' } } }", "mount.x is '/${HOME}'; expected the"),
                component("{ path: a, dev: { requires: [tcp:0] } }", "requires[1] is 'tcp:0'; expected a program's name"),
                component("{ path: a, dev: { requires: ['a;b'] } }", "requires[1] is 'a;b'; expected a program's name"),
                component("{ path: a, dev: { prepare: { unless: x } } }", "components.a.dev.prepare has no run"),
                component(
                        "{ path: a, dev: { prepare: { unless: ../.., run: x } } }",
                        "components.a.dev.prepare.unless is '../..' and leaves the repository"),
                component("", "3:3: components.a has no path; expected path: its folder"),
                component("{}", "3:3: components.a has no path"),
                component("{ path: ../x }", "3:14: components.a.path is '../x' and leaves the repository"),
                component("{ path: a/../../x }", "3:14: components.a.path is 'a/../../x' and leaves"),
                component("{ path: /srv }", "3:14: components.a.path is '/srv'; expected a path relative to the"),
                component("{ path: ' ' }", "3:14: components.a.path is empty; expected text"),
                component("{ path: \"a\\0b\" }", "3:14: components.a.path holds a NUL character"),
                component(
                        "{ path: a, image: { context: ../.. } }",
                        "3:35: components.a.image.context is '../..' and leaves"),
                component(
                        "{ path: a, image: { dockerfile: /../x } }",
                        "components.a.image.dockerfile is '/../x' and leaves"),
                component("{ path: a, image: { platform: 'a/b,c/d' } }", "expected one platform, such as linux/amd64"),
                component("{ path: a, image: { args: { A-B: 1 } } }", "3:34: 'A-B' is no name of a variable"),
                component(
                        "{ path: a, image: { args: { A: } } }",
                        "components.a.image.args.A is no text; expected text, ''"),
                component(
                        "{ path: a, image: {}, archive: { outputs: [x] } }", "has image and archive; expected one of"),
                component("{ path: a, archive: { run: make } }", "3:17: components.a.archive has no outputs"),
                component("{ path: a, archive: }", "3:17: components.a.archive has no outputs"),
                component("{ path: a, archive: { outputs: ['!x'] } }", "components.a.archive has no outputs"),
                component("{ path: a, archive: { outputs: [../x] } }", "outputs[1] is '../x' and leaves its folder"),
                component("{ path: a, archive: { outputs: [x], run: [] } }", "run has no program; expected a command"),
                component(
                        "{ path: a, timeout: 30 }", "3:26: components.a.timeout is '30'; expected a duration such as"),
                component("{ path: a, maxAge: 0d }", "components.a.maxAge is '0d'; expected a duration"),
                component(
                        "{ path: a, services: ['a b'] }",
                        "services[1] is 'a b'; expected the name of a compose service"),
                component("{ path: a, dependsOn: [b] }", "3:29: dependsOn names 'b', which is no component; expected"),
                component("{ path: a, dependsOn: [a] }", "3:29: dependsOn has a cycle: a -> a"),
                component(
                        "{ path: a, rules: [{ match: [m], strategy: NONE }] }",
                        "is 'NONE'; expected RESTART, CACHED, INCREMENTAL,"),
                component(
                        "{ path: a, rules: [{ match: [m] }] }",
                        "components.a.rules[1] has no strategy; expected RESTART, CACHED"),
                component(
                        "{ path: a, rules: [{ strategy: FULL }] }",
                        "components.a.rules[1] matches nothing; expected match"),
                component("{ path: a, rules: [layered] }", "components.a.rules[1] is 'layered'; expected a mapping"),
                component("!foo { path: a }", "components.a is tagged '!foo'; expected a mapping"),
                arguments(
                        "version: 1\ncomponents: { Api: { path: a } }",
                        "2:15: 'Api' cannot name a component; expected"),
                arguments(
                        "version: 1\ncomponents: { \"a\\nb\": { path: a } }", "2:15: 'a\\nb' cannot name a component"),
                arguments(
                        "version: 1\ncomponents: { [a]: { path: a } }",
                        "a key in components is a list; expected a name"),
                arguments(
                        "version: 1\ncomponents:\n  a: { path: a, dependsOn: [b] }\n  b: { path: b, dependsOn: [c] }\n"
                                + "  c: { path: c, dependsOn: [a] }\n",
                        "5:29: dependsOn has a cycle: a -> b -> c -> a"),
                arguments(
                        "version: 1\ncomponents: { web: { path: a }, api: { path: b, dependsOn: [wep] } }",
                        "2:61: dependsOn names 'wep', which is no component; did you mean 'web'?"),
                trial("env: prod", "3:8: trial.env: there is no environment 'prod'; expected one of (none is defined)"),
                trial(
                        "compose: { files: [/etc/x] }",
                        "trial.compose.files[1] is '/etc/x'; expected a file in the repository"),
                trial("compose: { files: [] }", "trial.compose has no files; expected files"),
                trial("compose: { files: [a], project: x }", "unknown key 'project' in trial.compose; expected one of"),
                trial("scope: all", "3:10: trial.scope is 'all'; expected set or component"),
                trial("allow: [everything]", "3:11: trial.allow[1] is 'everything'; expected host-network, devices,"),
                trial("junit: ['../x.xml']", "trial.junit[1] is '../x.xml' and leaves its folder"),
                environment("{}", "3:3: environments.e has no target; expected compose or directory"),
                environment(
                        "{ directory: x, after: f }",
                        "environments.e.after: there is no environment 'f'; expected one"),
                environment("{ directory: x, after: e }", "environments.e.after leads back to e"),
                environment("{ directory: x, policy: { branch: [main] } }", "unknown key 'branch'; did you mean 'branches'?"),
                environment("{ directory: x, policy: { branches: [] } }", "branches is empty, so nothing could come here"),
                environment("{ directory: x, policy: { byHand: maybe } }", "environments.e.policy.byHand is 'maybe'"),
                environment("{ directory: x, policy: { maxAge: 0s } }", "environments.e.policy.maxAge is '0s'"),
                environment("{ directory: x, retain: 0 }", "environments.e.retain is '0'; expected a number from 1"),
                environment("{ directory: x, health: [{}] }", "health[1] must have either url or command"),
                environment(
                        "{ directory: x, health: [{ url: 'http://x', command: y }] }",
                        "must have either url or command"),
                environment("{ directory: x, health: [{ url: 'ftp://x' }] }", "is 'ftp://x'; expected an http:// or"),
                environment("{ compose: { files: [../x] } }", "files[1] is '../x'; expected a file in the repository"),
                environment("{ compose: { files: [x], envFile: ../e } }", "envFile is '../e'; expected a file in the"),
                environment("{ compose: { files: [x], project: A } }", "project is 'A'; expected lower case letters"),
                environment("{ directory: x, before: ./x.sh }", "before is './x.sh'; expected a list of commands"),
                environment("{ directory: x, before: [{ timeout: 5s }] }", "before[1] has no run; expected the command"),
                environment("{ directory: x, afterwards: [{ run: x, timeout: 0s }] }", "expected a duration"),
                environment("{ directory: x, afterwards: [{ run: x, time: 5s }] }", "'time'"),
                arguments(
                        "version: 1\nenvironments: { E: { directory: x } }",
                        "delivery.yaml:2:17: 'E' cannot name an environment"));
    }

    private static Arguments component(String definition, String message) {
        return arguments("version: 1\ncomponents:\n  a: " + definition + "\n", message);
    }

    private static Arguments trial(String line, String message) {
        return arguments("version: 1\ntrial:\n  " + line + "\n", message);
    }

    private static Arguments environment(String definition, String message) {
        return arguments("version: 1\nenvironments:\n  e: " + definition + "\n", message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void shouldNameTheMistake(String yaml, String message) {
        assertRefused(yaml, message);
    }

    /** Every key, with the value {@code @} to be replaced. */
    static Stream<Arguments> keysWithWrongTypes() {
        String list = "[[a]]";
        String map = "{ x: { y: z } }";
        return Stream.of(
                        keys("%s", List.of("version", "project"), list, map, "true", ""),
                        keys("%s", List.of("rules"), map, "true", "1", "", "[1]"),
                        keys("%s", List.of("global", "ignore"), "x", map, list, "true", ""),
                        keys("%s", List.of("infer"), "x", "1", list, map, "", "'true'"),
                        keys("%s", List.of("components", "environments"), "x", "1", list, "true"),
                        keys("%s", List.of("trial"), "x", "1", list, "true"),
                        keys(
                                "components: { a: { path: p, %s } }",
                                List.of("dependsOn", "services"), "x", map, list, "[true]", ""),
                        keys("components: { a: { path: p, %s } }", List.of("image", "archive"), "x", "1", list, "true"),
                        keys(
                                "components: { a: { path: p, %s } }",
                                List.of("maxAge", "timeout"), "x", "1", list, map, "", "-1s"),
                        keys("components: { a: { path: p, %s } }", List.of("rules"), "x", map, "[x]", "[[a]]", ""),
                        keys("components: { a: { %s } }", List.of("path"), list, map, "true", ""),
                        keys(
                                "components: { a: { path: p, image: { %s } } }",
                                List.of("dockerfile", "context", "target", "platform"), list, map, "true", ""),
                        keys(
                                "components: { a: { path: p, image: { %s } } }",
                                List.of("args"), "x", "1", list, map, "[A=1]"),
                        keys("components: { a: { path: p, image: { %s } } }", List.of("include"), "x", map, list, ""),
                        keys(
                                "components: { a: { path: p, archive: { outputs: [x], %s } } }",
                                List.of("run"), map, list, ""),
                        keys(
                                "components: { a: { path: p, archive: { %s } } }",
                                List.of("outputs"), "x", map, list, "", "[]"),
                        keys(
                                "components: { a: { path: p, rules: [{ strategy: FULL, %s }] } }",
                                List.of("match"), "x", map, list, "", "[]"),
                        keys(
                                "components: { a: { path: p, rules: [{ match: [x], %s }] } }",
                                List.of("strategy"), "full", list, map, "", "1"),
                        keys(
                                "components: { a: { path: p, rules: [{ match: [x], strategy: FULL, %s }] } }",
                                List.of("because"), list, map, "true", ""),
                        keys("trial: { %s }", List.of("env", "scope"), list, map, "true", "1", ""),
                        keys("trial: { %s }", List.of("compose"), "x", "1", list, "true", "{}", ""),
                        keys("trial: { %s }", List.of("testDb"), "x", "1", list, map, "true"),
                        keys("trial: { %s }", List.of("data", "run"), map, list, "", "[]"),
                        keys("trial: { %s }", List.of("junit", "allow"), "x", map, list, "true", ""),
                        keys("environments: { e: { directory: d, %s } }", List.of("after"), "x", list, map, "true", ""),
                        keys("environments: { e: { %s } }", List.of("compose"), "x", "1", list, "true", "{}", ""),
                        keys("environments: { e: { %s } }", List.of("directory"), list, map, "true", ""),
                        keys(
                                "environments: { e: { directory: d, %s } }",
                                List.of("retain"), "x", "'5'", list, map, "", "1.5"),
                        keys(
                                "environments: { e: { directory: d, %s } }",
                                List.of("restart", "check"), map, list, "", "[]"),
                        keys(
                                "environments: { e: { directory: d, %s } }",
                                List.of("before", "afterwards"), "x", map, "[{}]", "[[]]", ""),
                        keys(
                                "environments: { e: { directory: d, %s } }",
                                List.of("health"), "x", map, "[x]", "[[a]]", ""),
                        keys(
                                "environments: { e: { compose: { %s } } }",
                                List.of("files"), "x", map, list, "[true]", ""),
                        keys(
                                "environments: { e: { compose: { files: [f], %s } } }",
                                List.of("project", "envFile"), list, map, "true", ""),
                        keys(
                                "environments: { e: { directory: d, health: [{ %s }] } }",
                                List.of("url"), "x", list, map, ""),
                        keys(
                                "environments: { e: { directory: d, health: [{ %s }] } }",
                                List.of("command"), map, list, ""),
                        keys(
                                "environments: { e: { directory: d, health: [{ command: c, %s }] } }",
                                List.of("within", "stable"), "x", "1", list, map, ""))
                .flatMap(arguments -> arguments);
    }

    private static Stream<Arguments> keys(String frame, List<String> keys, String... values) {
        return keys.stream().flatMap(key -> Arrays.stream(values).map(value -> {
            String version = key.equals("version") ? "" : "version: 1\n";
            return arguments(version + frame.formatted(key + ": " + value) + "\n", key);
        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keysWithWrongTypes")
    void shouldRefuseTheWrongTypeForEveryKey(String yaml, String key) {
        assertRefused(yaml, key.equals("compose") ? "expected" : key);
    }

    @Test
    void shouldReportTheMistakeThatStandsFirst() {
        assertRefused(
                "components:\n  a: { path: ../x, timeout: 3 }\nversion: 3\nfoo: 1\n",
                "delivery.yaml:2:14: components.a.path is '../x'");
    }

    @Test
    void shouldNotShowValuesThatMayBeSecret() {
        assertThatThrownBy(() -> new FilesInMemory()
                        .with("delivery.yaml", "version: 1\ntrial: { testDb: { A: !x s3cr3t } }")
                        .read())
                .hasMessageContaining("trial.testDb.A")
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1\n\tproject: x\n",
                "version: 1\nproject: [a\n",
                "version: 1\nproject: \"a\n",
                "version: 1\nproject: *a\n",
                "version: 1\nproject: a: b\n",
                "version: 1\n---\nversion: 1\n",
                "%YAML 3.0\n---\nversion: 1\n",
                "version: 1\nproject: a\u0000b\n",
                "version: 1\nproject: a\u0007b\n",
                "version: 1\n? a\n- b\n",
                "version: 1\nproject: @x\n",
                "version: 1\ncomponents: &a\n  b: *a\n",
                "version: 1\nrules: &a [*a]\n",
                "version: 1\n<<: 1\n",
                "\u0001",
                "{",
                "--- !!java.net.URL [x]\n",
            })
    void shouldRefuseWhatIsNoProperYaml(String yaml) {
        assertRefused(yaml, "delivery.yaml:");
    }

    @Test
    void shouldNameThePlaceOfATab() {
        assertRefused("version: 1\ncomponents:\n\ta: {}\n", "delivery.yaml:3:1: this is not YAML: ");
    }

    @Test
    void shouldNameThePlaceOfACharacterThatIsNotAllowed() {
        assertRefused("version: 1\nproject: ä\u0000b\n", "delivery.yaml:2:11: character U+0000 is not allowed");
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        byte[] latin1 = "version: 1\nproject: b\u00fcro\n".getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(latin1, "delivery.yaml:2:11: byte 0xFC is not UTF-8; save the file as UTF-8");
        assertRefused("version: 1\n".getBytes(StandardCharsets.UTF_16), "delivery.yaml:1:1: byte 0xFE is not UTF-8");
    }

    @Test
    @Timeout(10)
    void shouldNotBeFilledUpByAliases() {
        StringBuilder bomb = new StringBuilder("version: 1\nx0: &x0 [a]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("x")
                    .append(i)
                    .append(": &x")
                    .append(i)
                    .append(" [")
                    .append(("*x" + (i - 1) + ",").repeat(9))
                    .append("]\n");
        }

        assertRefused(bomb.toString(), "too many aliases; expected at most 500");
        assertRefused(bomb.substring(0, 1000) + "]", "delivery.yaml:");
    }

    @Test
    @Timeout(10)
    void shouldNotBeFilledUpByMergeKeys() {
        StringBuilder bomb = new StringBuilder("version: 1\nx0: &x0 {");
        for (int i = 0; i < 2_000; i++) {
            bomb.append("k").append(i).append(": 1, ");
        }
        bomb.append("}\n");
        for (int i = 1; i < 45; i++) {
            bomb.append("x")
                    .append(i)
                    .append(": &x")
                    .append(i)
                    .append(" { <<: [")
                    .append(("*x" + (i - 1) + ",").repeat(10))
                    .append("] }\n");
        }

        assertRefused(bomb.toString(), "delivery.yaml:2:1: unknown key 'x0'");
    }

    @Test
    @Timeout(10)
    void shouldNotBeOverflownByNesting() {
        assertRefused("version: 1\nx: " + "[".repeat(200_000), "delivery.yaml:2:53: nested too deeply");
        assertRefused("{a: ".repeat(100_000), "nested too deeply; expected at most 50 levels");
    }

    @Test
    @Timeout(10)
    void shouldRefuseAFileOfTenMegabytes() {
        assertRefused(
                new byte[10 << 20], "delivery.yaml:1:1: the file has 10485760 bytes; expected a configuration of");
    }

    @Test
    @Timeout(10)
    void shouldFollowALongChainOfDependencies() throws Exception {
        StringBuilder yaml = new StringBuilder("version: 1\ncomponents:\n");
        for (int i = 0; i < 5_000; i++) {
            yaml.append("  c")
                    .append(i)
                    .append(": { path: p, dependsOn: [c")
                    .append(i + 1)
                    .append("] }\n");
        }

        assertThat(new FilesInMemory()
                        .with("delivery.yaml", yaml + "  c5000: { path: p }\n")
                        .read()
                        .components())
                .hasSize(5_001);
        assertRefused(yaml + "  c5000: { path: p, dependsOn: [c4999] }\n", "has a cycle: c4999 -> c5000 -> c4999");
    }
}
