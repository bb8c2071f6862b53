package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation's table of triggers says what the code does, and each of its rows has a test in a controller. */
class TriggerTableTest {
    private static final Path TESTS = Path.of("src/jenkins-test/java");
    private static final Pattern NAME = Pattern.compile("@DisplayName\\(\"([^\"]+)\"\\)");

    /** A row of the table. */
    private record Row(String trigger, String base, String trust, String evidence, String export, String deploy) {
        Trust asTrust() {
            Trust.Origin origin = switch (trust) {
                case "change request" -> Trust.Origin.CHANGE_REQUEST;
                case "untrusted" -> Trust.Origin.FORK;
                default -> Trust.Origin.OWN;
            };
            return new Trust(origin, "", trust.contains("replayed"), trust.contains("restarted"));
        }

        @Override
        public String toString() {
            return trigger;
        }
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path page : pages()) {
            boolean inside = false;
            for (String line : Files.readAllLines(page)) {
                String[] cells = line.strip().split("\\s*\\|\\s*", -1);
                if (line.startsWith("| trigger | base |")) {
                    inside = true;
                } else if (inside && !line.startsWith("|")) {
                    inside = false;
                } else if (inside && !line.startsWith("| ---")) {
                    rows.add(new Row(cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]));
                }
            }
        }
        return rows;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            return pages.filter(page -> page.toString().endsWith(".md")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldTellWhetherEvidenceCounts(Row row) {
        assertThat(row.evidence()).isEqualTo(row.asTrust().evidenceCounts() ? "yes" : "no");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldTellWhereRecordsAre(Row row) {
        assertThat(row.export()).isEqualTo(row.asTrust().untrusted() ? "in its own records" : "yes");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldTellWhetherItMayDeploy(Row row) {
        assertThat(row.deploy()).startsWith(deploys(row.asTrust()) ? "yes" : "no");
    }

    @Test
    void shouldHaveATestForEachRow() throws IOException {
        List<String> tested = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(TESTS)) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher name = NAME.matcher(Files.readString(source));
                while (name.find()) {
                    tested.add(name.group(1));
                }
            }
        }

        assertThat(rows()).isNotEmpty();
        assertThat(tested).containsExactlyInAnyOrderElementsOf(rows().stream().map(Row::trigger).toList());
    }

    private static boolean deploys(Trust trust) {
        try {
            new DeployWish("staging", "", "", false, "").check(trust);
            return true;
        } catch (Failure e) {
            return false;
        }
    }
}
