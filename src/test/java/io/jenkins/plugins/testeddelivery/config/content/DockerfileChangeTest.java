package io.jenkins.plugins.testeddelivery.config.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileChangeTest {
    private static final String PLAIN =
            """
            FROM python:3.12
            RUN apt-get install -y curl
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            COPY . .
            ENV LEVEL=1
            CMD ["python", "app.py"]
            """;

    private static Inside inside(String before, String after) {
        return new DockerfileChange(before, after).inside();
    }

    private static Inside changed(String from, String to) {
        assertThat(PLAIN).contains(from);
        return inside(PLAIN, PLAIN.replace(from, to));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "FROM python|# web\\n\\nFROM python",
        "COPY . .|  COPY   .   .",
        "COPY . .|copy . .",
        "ENV LEVEL=1|ENV LEVEL=1\\n# loud",
        "apt-get install -y curl|apt-get install \\\\n# why\\n-y curl",
    })
    void shouldSeeThatOnlyTheLayoutChanged(String from, String to) {
        assertThat(changed(from.replace("\\n", "\n"), to.replace("\\n", "\n"))).isEqualTo(Inside.LAYOUT);
    }

    @ParameterizedTest
    @CsvSource({
        "python:3.12, python:3.13, BASE_IMAGE",
        "FROM python:3.12, FROM python:3.12 AS app, BASE_IMAGE",
        "install -y curl, install -y curl git, SYSTEM_PACKAGES",
        "pip install -r, pip install --no-cache-dir -r, AS_NAMED",
        "COPY requirements.txt ., COPY requirements.txt /app/, AS_NAMED",
        "LEVEL=1, LEVEL=2, AFTER_LAST_RUN",
        "app.py, main.py, AFTER_LAST_RUN",
        "COPY . ., COPY src ., AFTER_LAST_RUN",
        "ENV LEVEL=1, RUN wget https://example.org/model.onnx, DOWNLOAD",
        "ENV LEVEL=1, ADD https://example.org/model.onnx /m/, DOWNLOAD",
        "ENV LEVEL=1, RUN true, AS_NAMED",
        "ENV LEVEL=1, ONBUILD COPY x y, AS_NAMED",
        "ENV LEVEL=1, WHATEVER x, UNREADABLE"
    })
    void shouldSayWhatAnInstructionThatChangedAsksFor(String from, String to, Inside expected) {
        assertThat(changed(from, to)).isEqualTo(expected);
    }

    @Test
    void shouldTakeAnArgumentOfTheBaseForTheBase() {
        String before = "ARG VERSION=1\nFROM python:$VERSION\nARG OTHER=1\n";

        assertThat(inside(before, before.replace("VERSION=1", "VERSION=2"))).isEqualTo(Inside.BASE_IMAGE);
        assertThat(inside(before, "ARG MORE\n" + before)).isEqualTo(Inside.BASE_IMAGE);
        assertThat(inside(before, before.replace("OTHER=1", "OTHER=2"))).isEqualTo(Inside.AFTER_LAST_RUN);
    }

    @Test
    void shouldFollowTheOrderOfInstructionsNotOnlyWhichThereAre() {
        String before = "FROM a\nENV A=1\nRUN x\nENV B=1\n";

        assertThat(inside(before, "FROM a\nENV B=1\nRUN x\nENV A=1\n")).isEqualTo(Inside.AS_NAMED);
        assertThat(inside(before, "FROM a\nENV A=1\nRUN x\nENV B=1\nENV B=1\n")).isEqualTo(Inside.AFTER_LAST_RUN);
    }

    @Test
    void shouldTakeNoRunOfALaterStageForDone() {
        String before = "FROM a AS one\nRUN x\nENV A=1\nFROM one\nRUN y\nCMD z\n";

        assertThat(inside(before, before.replace("A=1", "A=2"))).isEqualTo(Inside.AS_NAMED);
        assertThat(inside(before, before.replace("CMD z", "CMD w"))).isEqualTo(Inside.AFTER_LAST_RUN);
        assertThat(inside(before, before + "FROM scratch\n")).isEqualTo(Inside.BASE_IMAGE);
    }

    @Test
    void shouldReadDirectivesThatLookLikeComments() {
        String windows = "# escape=`\nFROM a\nCOPY x C:\\\n";

        assertThat(inside(windows, windows.replace("# escape=`\n", "# escape it\n"))).isNotEqualTo(Inside.LAYOUT);
        assertThat(inside("# syntax=docker/dockerfile:1\nFROM a\n", "# syntax=docker/dockerfile:1.4\nFROM a\n"))
                .isEqualTo(Inside.AS_NAMED);
        assertThat(inside("# syntax=acme/builder\nFROM a\n", "# syntax=acme/builder\n# more\nFROM a\n"))
                .isEqualTo(Inside.UNREADABLE);
        assertThat(inside(windows, windows + "# more")).isEqualTo(Inside.LAYOUT);
        assertThat(inside(windows, windows.strip())).isEqualTo(Inside.LAYOUT);
    }

    @Test
    void shouldTakeNothingInAHeredocForAComment() {
        String before = "FROM a\nRUN <<EOF\n# one\necho 1\nEOF\nCOPY <<X /x\na\nX\n";

        assertThat(inside(before, before.replace("# one", "# two"))).isEqualTo(Inside.AS_NAMED);
        assertThat(inside(before, before.replace("\na\n", "\n a\n"))).isEqualTo(Inside.AFTER_LAST_RUN);
        assertThat(inside(before, before + "# end\n")).isEqualTo(Inside.LAYOUT);
        assertThat(inside(before, before.replace("\nX\n", "\nY\n"))).isEqualTo(Inside.UNREADABLE);
    }

    @Test
    void shouldNotGuessWhatAMergeConflictMeans() {
        assertThat(inside(PLAIN, PLAIN.replace("ENV LEVEL=1\n", "<<<<<<< HEAD\nENV LEVEL=1\n=======\n>>>>>>> x\n")))
                .isEqualTo(Inside.UNREADABLE);
    }

    @Test
    void shouldBeDoneWithTenThousandLinesAtOnce() {
        StringBuilder lines = new StringBuilder("FROM a\nRUN x");
        for (int i = 0; i < 10_000; i++) {
            lines.append(i % 2 == 0 ? " \\\n  && echo " + i : " \\\n# why");
        }
        String many = lines + "\n" + "LABEL a=1\n".repeat(10_000);

        assertThat(inside(many, many + "# end")).isEqualTo(Inside.LAYOUT);
        assertThat(inside(many, many + "LABEL b=1")).isEqualTo(Inside.AFTER_LAST_RUN);
    }

    @Test
    void shouldLookIntoManifestsToo() {
        assertThat(Inside.between("a/package.json", "{}".getBytes(), "{ }".getBytes(), false)).isEqualTo(Inside.LAYOUT);
        assertThat(Inside.between("package.json", "{}".getBytes(), "{\"main\":\"x\"}".getBytes(), false))
                .isEqualTo(Inside.OTHER_SECTIONS);
        assertThat(Inside.between("pom.xml", "<a/>".getBytes(), "<a>".getBytes(), false)).isEqualTo(Inside.UNREADABLE);
        assertThat(Inside.between("docker/api", "FROM a".getBytes(), "FROM b".getBytes(), true))
                .isEqualTo(Inside.BASE_IMAGE);
    }
}
