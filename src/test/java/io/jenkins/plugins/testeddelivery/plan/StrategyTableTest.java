package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.plan.StrategyTable.Row;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code docs/strategies.md} is a change of a real repository: two commits, compared. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrategyTableTest {
    private static final String BASE = "base ";

    private Path folder;
    private StrategyTable table;
    private Ports ports;
    private final Map<String, String> commits = new HashMap<>();

    @BeforeAll
    void makeRepository(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        table = StrategyTable.read();
        GitRepo repo = GitRepo.init(folder.resolve("repo"));
        List<String> names = new ArrayList<>();
        StringBuilder stream = new StringBuilder();
        for (String preset : List.of("layered", "conservative")) {
            commit(stream, names, BASE + preset, "");
            file(stream, "delivery.yaml", List.of(table.configuration(preset)));
            table.components().forEach((component, files) -> files.forEach((path, text) -> {
                if (!path.equals("delivery.yaml")) {
                    file(stream, component + "/" + path, List.of(text));
                }
            }));
            for (Row row : table.rows()) {
                commit(stream, names, preset + " before " + row.line(), BASE + preset);
                file(stream, path(row), table.content(row, row.before()));
                commit(stream, names, preset + " after " + row.line(), preset + " before " + row.line());
                file(stream, path(row), table.content(row, row.after()));
            }
        }
        Path marks = folder.resolve("marks");
        Process git = new ProcessBuilder("git", "fast-import", "--quiet", "--export-marks=" + marks)
                .directory(repo.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("errors").toFile())
                .start();
        git.getOutputStream().write(stream.toString().getBytes(StandardCharsets.UTF_8));
        git.getOutputStream().close();
        assertThat(git.waitFor()).as(Files.readString(folder.resolve("errors"))).isZero();
        for (String line : Files.readAllLines(marks)) {
            String[] words = line.split(" ");
            commits.put(names.get(Integer.parseInt(words[0].substring(1)) - 1), words[1]);
        }
        repo.git("checkout", "-q", commits.get(BASE + "layered"));
        ports = TestPorts.at(repo.root());
    }

    private static String path(Row row) {
        return row.file().startsWith("/") ? row.file().substring(1) : row.component() + "/" + row.file();
    }

    private static void commit(StringBuilder stream, List<String> names, String name, String parent) {
        names.add(name);
        stream.append("commit refs/heads/c").append(names.size()).append("\nmark :").append(names.size());
        stream.append("\ncommitter Ada <ada@example.org> ").append(1_735_689_600 + names.size());
        stream.append(" +0000\ndata 0\n\n");
        if (!parent.isEmpty()) {
            stream.append("from :").append(names.indexOf(parent) + 1).append('\n');
        }
    }

    /** @param text none: the file is deleted */
    private static void file(StringBuilder stream, String path, List<String> text) {
        if (text.isEmpty()) {
            stream.append("D ").append(path).append('\n');
        } else {
            int length = text.get(0).getBytes(StandardCharsets.UTF_8).length;
            stream.append("M 100644 inline ").append(path).append("\ndata ").append(length).append('\n');
            stream.append(text.get(0)).append('\n');
        }
    }

    Stream<Row> rows() {
        return table.rows().stream();
    }

    Stream<Row> dependencies() {
        return table.rows().stream().filter(row -> row.rule().endsWith("-dependencies"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldAskForWhatTheTableSays(Row row) throws Exception {
        Plan plan = plan(row, "layered");
        Decision decision = plan.component(row.component()).orElseThrow();

        assertThat(rules(decision)).containsExactly(row.rule());
        assertThat(decision.strategy()).hasToString(row.strategy());
        if (row.strategy().equals("NONE")) {
            boolean triedAgain = !plan.trialKey().equals(before(row).trialKey());
            assertThat(triedAgain).as("tried again").isEqualTo(row.rule().equals("tests"));
        }
    }

    @ParameterizedTest
    @MethodSource("dependencies")
    void shouldInstallAnewWithTheConservativePreset(Row row) throws Exception {
        Decision decision = plan(row, "conservative").component(row.component()).orElseThrow();

        assertThat(rules(decision)).containsExactly(row.rule());
        assertThat(decision.strategy())
                .hasToString(row.strategy().equals(Strategy.DEPENDENCIES.name()) ? "FULL" : row.strategy());
    }

    @Test
    void shouldHaveARowForEveryKindOfChangeAndEcosystem() {
        assertThat(table.rows()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(table.components()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(table.rows()).extracting(Row::strategy)
                .contains("NONE", "RESTART", "CACHED", "INCREMENTAL", "DEPENDENCIES", "FULL");
    }

    private Plan plan(Row row, String preset) throws Exception {
        return plan(commits.get(preset + " before " + row.line()), commits.get(preset + " after " + row.line()));
    }

    private Plan before(Row row) throws Exception {
        String commit = commits.get("layered before " + row.line());
        return plan(commit, commit);
    }

    private Plan plan(String base, String head) throws Exception {
        PlanRequest request = new PlanRequest(base, head, "", Strategy.NONE, Map.of(), "");
        return new Planner(ports, new FileLedger(folder.resolve("ledger"), "ada", ports.clock(), ports.log()))
                .look(request);
    }

    /** Those that say something: not the exact input, nor that all else is the same. */
    private static List<String> rules(Decision decision) {
        List<String> rules = decision.reasons().stream()
                .map(Decision.Reason::rule)
                .filter(rule -> !rule.equals("INPUT_DIFFERS"))
                .map(rule -> rule.replaceFirst("^(layered|conservative)/", ""))
                .toList();
        return rules.size() > 1 ? rules.stream().filter(rule -> !rule.equals("UNCHANGED")).toList() : rules;
    }
}
