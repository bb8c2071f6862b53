package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests made to hurt: one warning each, and never an empty plan. */
class HostileManifestsTest {
    private static final int DEEP = 200_000;

    private final FilesInMemory files = new FilesInMemory().with("app/Dockerfile", "FROM x");

    @ParameterizedTest
    @CsvSource({
        "package.json, '{\"dependencies\":', '{\"x\":'",
        "package.json, '{\"x\":', '['",
        "Cargo.toml, 'x = ', '['",
        "Cargo.toml, 'x = ', '{ a = '",
        "Cargo.toml, 'x', '.x'",
        "pyproject.toml, 'x = ', '[1, '",
        "pom.xml, '', '<a>'",
        "App.csproj, '', '<a>'",
        "pnpm-workspace.yaml, 'packages: ', '['",
    })
    void shouldStandDepth(String name, String start, String repeated) throws Exception {
        files.with("app/" + name, start + repeated.repeat(DEEP));

        Project project = files.read();

        assertThat(project.component("app")).isPresent();
        assertThat(project.warnings()).singleElement().asString().startsWith("UNREADABLE: app/" + name);
    }

    @ParameterizedTest
    @CsvSource({"package.json", "Cargo.toml", "pom.xml", "go.mod", "pyproject.toml", "requirements.txt", "App.csproj"})
    void shouldRefuseWhatIsTooLarge(String name) throws Exception {
        files.with("app/" + name, " ".repeat((4 << 20) + 1));

        Project project = files.read();

        assertThat(project.component("app")).isPresent();
        assertThat(project.warnings())
                .singleElement()
                .asString()
                .startsWith("UNREADABLE: app/" + name + ": has 4194305 bytes");
    }

    @Test
    void shouldNotReadWhatADoctypeNames() throws Exception {
        files.with(
                "app/pom.xml",
                "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><project><artifactId>&e;</artifactId></project>");

        Project project = files.read();

        assertThat(project.component("app").orElseThrow().aliases()).allMatch(alias -> alias.equals(":"));
    }

    @Test
    void shouldReadPropertiesThatNameOneAnother() throws Exception {
        files.with(
                "app/pom.xml",
                "<project><groupId>${a}</groupId><artifactId>x</artifactId><properties><a>${b}${b}</a><b>${a}${a}</b>"
                        + "</properties></project>");

        assertThat(files.read().component("app")).isPresent();
    }

    @Test
    void shouldReadTenThousandMembersInAFewHundredMilliseconds() throws Exception {
        files.with("package.json", "{ \"workspaces\": [\"packages/*\"] }");
        for (int i = 0; i < 10_000; i++) {
            String dependencies = IntStream.range(Math.max(0, i - 3), i)
                    .mapToObj(other -> "\"@m/p" + other + "\": \"1\"")
                    .collect(Collectors.joining(", "));
            files.with(
                    "packages/p" + i + "/package.json",
                    "{ \"name\": \"@m/p" + i + "\", \"dependencies\": { " + dependencies + " } }");
        }
        files.read();
        long start = spent();

        Project project = files.read();

        // a few hundred milliseconds where nothing else runs; ten times that says that something is quadratic
        assertThat(spent() - start).isLessThan(5_000_000_000L);
        assertThat(project.components()).hasSize(10_001);
    }

    /** Processor time of this thread: others may use the machine as well. */
    private static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
