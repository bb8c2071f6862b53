package io.jenkins.plugins.testeddelivery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownLinesTest {
    private static final String BUILDKIT =
            """
            #2 [internal] load build definition from Dockerfile
            #2 transferring dockerfile: 309B done
            #2 DONE 0.1s
            #1 [internal] load .dockerignore
            #1 transferring context: 2B done
            #1 DONE 0.1s
            #3 [internal] load metadata for docker.io/library/base:1
            #3 DONE 0.0s
            #4 [1/4] FROM docker.io/library/base:1
            #4 CACHED
            #9 importing cache manifest from shop-api:v1
            #9 DONE 0.0s
            #6 [internal] load build context
            #6 transferring context: 392B done
            #6 WARN: a file changed meanwhile
            #5 [2/4] RUN make
            #5 CACHED
            #7 [3/4] COPY . /app
            #7 DONE 0.1s
            #8 [4/4] RUN test
            #8 0.512 1 test
            #8 DONE 2.4s
            #11 exporting to image
            #11 exporting layers done
            #11 writing image sha256:f34e done
            #11 DONE 0.0s
            """;

    private static List<String> shown(String log) {
        ShownLines shown = new ShownLines();
        return log.lines().filter(shown::show).toList();
    }

    private static List<BuildLog.Layer> layers(List<String> lines) {
        BuildLogReader reader = new BuildLogReader();
        lines.forEach(reader::line);
        return reader.builds().get(0).layers();
    }

    @Test
    void shouldShowStepsAndWhatTheyPrintAndTroubleWithTheRest() {
        assertThat(shown(BUILDKIT))
                .containsExactly(
                        "#2 [internal] load build definition from Dockerfile",
                        "#4 [1/4] FROM docker.io/library/base:1",
                        "#4 CACHED",
                        "#6 WARN: a file changed meanwhile",
                        "#5 [2/4] RUN make",
                        "#5 CACHED",
                        "#7 [3/4] COPY . /app",
                        "#7 DONE 0.1s",
                        "#8 [4/4] RUN test",
                        "#8 0.512 1 test",
                        "#8 DONE 2.4s");
    }

    @Test
    void shouldLeaveEnoughToTellWhichLayersCameFromTheCache() {
        assertThat(layers(shown(BUILDKIT))).isEqualTo(layers(BUILDKIT.lines().toList())).hasSize(3);
    }

    @Test
    void shouldLeaveTheClassicBuildersStepsAsTheyAre() {
        String classic =
                """
                Sending build context to Docker daemon  4.096kB
                Step 1/2 : FROM base:1
                 ---> eac9a5154102
                Step 2/2 : RUN #7 [internal] make
                 ---> Running in 0123456789ab
                made
                Removing intermediate container 0123456789ab
                 ---> 86b94d7c3fe2
                """;

        assertThat(shown(classic))
                .isEqualTo(classic.lines().filter(line -> !line.startsWith("Removing")).toList());
    }
}
