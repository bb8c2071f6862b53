package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountReportsTest {
    private static final String GREEN = "<testsuite><testcase/></testsuite>";
    private static final String RED = "<testsuite><testcase><failure/></testcase><testcase/></testsuite>";

    @TempDir
    Path folder;

    private Ports ports;
    private final FindReports find = new FindReports(List.of("reports/**/*.xml"));

    @BeforeEach
    void ports() {
        ports = TestPorts.at(folder);
    }

    @Test
    void shouldCountReportsOfTheRunOnly() throws Exception {
        write("reports/old.xml", RED);
        TreeMap<String, String> before = ports.workspace().act(find);
        write("reports/deep/new.xml", GREEN);
        write("elsewhere/other.xml", RED);
        write(".git/reports/x.xml", RED);
        write("reports/.delivery/x.xml", RED);

        assertThat(count(before)).isEqualTo(new CountReports.Counts(1, 0, 1, ""));
    }

    @Test
    void shouldSayThatNoneWereFound() throws Exception {
        assertThat(count(ports.workspace().act(find)).problem()).startsWith("no test report was found");
    }

    @Test
    void shouldSayThatOnlyOldOnesWereFound() throws Exception {
        write("reports/old.xml", GREEN);

        assertThat(count(ports.workspace().act(find)).problem()).startsWith("only old test reports");
    }

    @Test
    void shouldCountAReportThatWasWrittenAgain() throws Exception {
        Path report = write("reports/r.xml", GREEN);
        Files.setLastModifiedTime(report, FileTime.fromMillis(1_000));
        TreeMap<String, String> before = ports.workspace().act(find);
        write("reports/r.xml", GREEN);

        assertThat(count(before).tests()).isEqualTo(1);
    }

    @Test
    void shouldCountAReportWhoseContentChangedUnderTheSameTime() throws Exception {
        Path report = write("reports/r.xml", GREEN);
        FileTime time = Files.getLastModifiedTime(report);
        TreeMap<String, String> before = ports.workspace().act(find);
        write("reports/r.xml", RED);
        Files.setLastModifiedTime(report, time);

        assertThat(count(before)).isEqualTo(new CountReports.Counts(2, 1, 1, "1 of 2 tests failed"));
    }

    @Test
    void shouldNameABrokenReport() throws Exception {
        write("reports/r.xml", "<testsuite><testcase>");

        assertThat(count(new TreeMap<>()).problem()).contains("reports/r.xml", "no well-formed XML");
    }

    @Test
    void shouldNotTakeReportsWithoutTestsForSuccess() throws Exception {
        write("reports/coverage.xml", "<coverage/>");
        write("reports/empty.xml", "<testsuites/>");

        assertThat(count(new TreeMap<>()).problem()).contains("hold no test");
    }

    @Test
    void shouldNotFollowLinks() throws Exception {
        Path outside = Files.writeString(Files.createDirectories(folder.resolve("o")).resolve("x"), GREEN);
        Files.createDirectories(folder.resolve("reports"));
        Files.createSymbolicLink(folder.resolve("reports/link.xml"), outside);

        assertThat(count(new TreeMap<>()).problem()).startsWith("no test report was found");
    }

    private CountReports.Counts count(TreeMap<String, String> before) throws Exception {
        return ports.workspace().act(new CountReports(find, before));
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
