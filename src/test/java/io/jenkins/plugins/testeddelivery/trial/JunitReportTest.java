package io.jenkins.plugins.testeddelivery.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunitReportTest {
    @TempDir
    Path folder;

    @Test
    void shouldCountCasesOfNestedSuites() throws IOException {
        JunitReport report = read("<testsuites tests='3'><testsuite tests='3' failures='1'><testsuite tests='2'>"
                + "<testcase name='a'/><testcase name='b'><failure>no</failure><error/></testcase></testsuite>"
                + "<testcase name='c'><skipped/></testcase></testsuite></testsuites>");

        assertThat(report).isEqualTo(new JunitReport(true, 3, 1));
    }

    @Test
    void shouldAddUpSuites() throws IOException {
        JunitReport report = read("<testsuites><testsuite tests='1'><testcase/></testsuite>"
                + "<testsuite tests='1' errors='1'><testcase><error/></testcase></testsuite></testsuites>");

        assertThat(report).isEqualTo(new JunitReport(true, 2, 1));
    }

    @Test
    void shouldSeeASuiteThatFailedAsAWhole() throws IOException {
        assertThat(read("<testsuite tests='4' failures='0' errors='2'/>")).isEqualTo(new JunitReport(true, 4, 2));
        assertThat(read("<testsuite><error>setup</error><testcase/></testsuite>"))
                .isEqualTo(new JunitReport(true, 1, 1));
    }

    @Test
    void shouldNotTakeFlakyOrHostileNumbersForFailures() throws IOException {
        assertThat(read("<testsuite tests='-5' failures='many'><testcase><flakyFailure/></testcase></testsuite>"))
                .isEqualTo(new JunitReport(true, 1, 0));
    }

    @Test
    void shouldTellOtherXmlFromReports() throws IOException {
        assertThat(read("<coverage><testcase/></coverage>").junit()).isFalse();
    }

    @Test
    void shouldRefuseAnEntityBomb() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE t [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a").append(i).append(" '").append(("&a" + (i - 1) + ";").repeat(10)).append("'>");
        }
        bomb.append("]><testsuite><testcase name='&a29;'>&a29;</testcase></testsuite>");

        assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(IOException.class).hasMessageContaining("document type");
    }

    @Test
    void shouldReadNoFileThatAReportNames() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "<testcase/>");

        assertThatThrownBy(() -> read("<!DOCTYPE t [<!ENTITY x SYSTEM '" + secret.toUri()
                        + "'>]><testsuite>&x;</testsuite>"))
                .hasMessageContaining("document type");
        assertThatThrownBy(() -> read("<!DOCTYPE t SYSTEM '" + secret.toUri() + "'><testsuite/>"))
                .hasMessageContaining("document type");
    }

    @Test
    void shouldRefuseWhatIsCutOffOrNoXml() {
        assertThatThrownBy(() -> read("<testsuite><testcase>")).hasMessageContaining("no well-formed XML");
        assertThatThrownBy(() -> read("")).hasMessageContaining("no well-formed XML");
        assertThatThrownBy(() -> read("<testsuite>&undeclared;</testsuite>")).isInstanceOf(IOException.class);
    }

    @Test
    void shouldCountAHugeReportWithoutHoldingIt() throws IOException {
        byte[] one = ("<testcase><system-out>" + "x".repeat(1 << 16) + "</system-out></testcase>")
                .getBytes(StandardCharsets.UTF_8);
        InputStream cases = new SequenceInputStream(Collections.enumeration(IntStream.range(0, 2_000)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(one))
                .toList()));

        JunitReport report = JunitReport.read(new SequenceInputStream(
                new SequenceInputStream(bytes("<testsuite>"), cases), bytes("</testsuite>")));

        assertThat(report.tests()).isEqualTo(2_000);
    }

    private static JunitReport read(String xml) throws IOException {
        return JunitReport.read(bytes(xml));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
