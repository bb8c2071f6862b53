package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWorkspaceTest {
    @TempDir
    private Path temp;

    private final TestPorts.Lines log = new TestPorts.Lines();
    private Workspace workspace;

    @BeforeEach
    void setUp() {
        workspace = new LocalWorkspace(temp, Map.of("WHO", "ada"), log);
    }

    @Test
    void shouldDoWorkInItsPlace() throws Exception {
        assertThat(workspace.act(new Tell("sub/file"))).isEqualTo(temp.resolve("sub/file") + " of ada");
        assertThat(log.all()).containsExactly("asked for sub/file");
    }

    @Test
    void shouldThrowWhatTheWorkThrewAsItWas() {
        assertThatThrownBy(() -> workspace.act(new Tell("")))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE));
    }

    @Test
    void shouldReadAndWriteRelativeAndAbsolutePaths() throws Exception {
        workspace.write("a/b c/ä\n", content("one"));
        workspace.write(temp.resolve("absolute").toString(), content("two"));

        try (InputStream in = workspace.read("a/b c/ä\n")) {
            assertThat(in).hasContent("one");
        }
        try (InputStream in = workspace.read("absolute")) {
            assertThat(in).hasContent("two");
        }
        assertThat(workspace.local("absolute")).contains(temp.resolve("absolute"));
        assertThatThrownBy(() -> workspace.read("missing")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void shouldLeaveNothingOfAWriteWhoseSourceBreaks() throws Exception {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken pipe");
            }
        };

        assertThatThrownBy(() -> workspace.write("file", broken)).hasMessage("broken pipe");

        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).isEmpty();
        }
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Tell(String path) implements Workspace.Work<String> {
        @Override
        public String in(Workspace.Place place) {
            if (path.isEmpty()) {
                throw Failure.usage("no path");
            }
            place.log().line("asked for " + path);
            return place.path(path) + " of " + place.environment().get("WHO");
        }
    }
}
