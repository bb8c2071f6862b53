package io.jenkins.plugins.testeddelivery.dev.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.testeddelivery.config.Development;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a Dockerfile puts the files, and which of those places can be mounted. */
class PlacementsTest {
    private static List<Placement> of(String dockerfile) {
        return Sources.placements(Development.NONE, dockerfile);
    }

    @Test
    void shouldMountAFolderWhereItIsCopied() {
        assertThat(of("FROM x\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip\nCOPY src/ ./src/\nCMD python\n"))
                .containsExactly(
                        new Placement("services/api/requirements.txt", "/app/requirements.txt", false, false, true),
                        new Placement("services/api/src", "/app/src", true, true, false));
    }

    @Test
    void shouldMountTheWholeContext() {
        assertThat(of("FROM x\nWORKDIR /app\nCOPY . .\n"))
                .containsExactly(new Placement("services/api", "/app", true, true, false));
    }

    @Test
    void shouldNotMountWhatTheImageMakesSomethingOf() {
        List<Placement> compiled = of("FROM x\nWORKDIR /app\nCOPY . .\nRUN make\n");

        assertThat(compiled).extracting(Placement::mounted).containsExactly(false);
        assertThat(Sources.placements(Sources.run("watch", "make"), "FROM x\nWORKDIR /app\nCOPY . .\nRUN make\n"))
                .extracting(Placement::mounted)
                .containsExactly(true);
    }

    @Test
    void shouldFollowTheStagesThatTheLastOneBuildsOn() {
        String stages = "FROM x AS build\nWORKDIR /b\nCOPY src/ src/\nFROM x AS base\nWORKDIR /app\nCOPY src/ lib/\n"
                + "FROM base\nCOPY --from=build /b /b\nCOPY app.py .\n";

        assertThat(of(stages))
                .extracting(Placement::source, Placement::target, Placement::mounted)
                .containsExactly(
                        tuple("services/api/src", "/app/lib", true),
                        tuple("services/api/app.py", "/app/app.py", false));
    }

    @Test
    void shouldTakeFilesOfAPattern() {
        assertThat(of("FROM x\nWORKDIR /app\nCOPY *.py *.txt ./\n"))
                .extracting(Placement::target)
                .containsExactly("/app/app.py", "/app/requirements.txt");
    }

    @Test
    void shouldSayWhereAFileOfAFolderIs() {
        Placement mount = of("FROM x\nWORKDIR /app\nCOPY . .\n").get(0);

        assertThat(mount.targetOf("services/api/src/deep/b.py")).isEqualTo("/app/src/deep/b.py");
        assertThat(mount.holds("services/apiary/x")).isFalse();
    }

    /** What stands there hides nothing of the base image, or is copied file by file. */
    @ParameterizedTest
    @CsvSource({
        "/etc/nginx,false", "/,false", "/usr/local/bin,false", "/var/lib/x,false", "/app,true", "/srv/x,true",
        "/opt/app,true", "/usr/src/app,true", "/var/www/html,true", "/usr/share/nginx/html,true", "/home/me/app,true",
        "/home/me,false"
    })
    void shouldNotHideWhatTheBaseImageHas(String target, boolean mounted) {
        assertThat(of("FROM x\nCOPY conf/ " + target + "\n"))
                .extracting(Placement::mounted)
                .containsExactly(mounted);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "FROM x\nCOPY src/ app/\n",
        "FROM x\nARG D\nCOPY src/ $D/\n",
        "FROM x\nWORKDIR /app\nCOPY $SRC ./\n",
        "FROM x\nWORKDIR /app\nCOPY src conf ./\n",
        "FROM x\nWORKDIR /app\nADD src.tar.gz ./\n",
        "FROM x\nWORKDIR /app\nADD https://example.org/x ./\n",
        "FROM x\nWORKDIR /app\nCOPY --from=other src ./\n",
        "FROM x\nWORKDIR /app\nCOPY <<EOF ./\nx\nEOF\n",
        "FROM x\nWORKDIR /app\nCOPY gone/ ./\n",
        "# syntax=foreign/frontend\nFROM x\nWORKDIR /app\nCOPY . .\n",
        "nothing at all"
    })
    void shouldPlaceNothingThatIsNotCertain(String dockerfile) {
        assertThat(of(dockerfile)).isEmpty();
    }

    @Test
    void shouldTakeWhatTheUserSaysInstead() {
        Development stated = new Development(
                List.of(),
                Map.of("services/api/src", "/x", "services/api/app.py", "/app.py"),
                List.of(),
                Development.Prepare.NONE);

        assertThat(Sources.placements(stated, "FROM x\nWORKDIR /app\nCOPY . .\nRUN make\n"))
                .containsExactly(
                        new Placement("services/api/app.py", "/app.py", false, false, false),
                        new Placement("services/api/src", "/x", true, true, false));
    }
}
