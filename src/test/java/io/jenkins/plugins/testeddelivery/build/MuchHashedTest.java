package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.docker.BuildLogReader;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MuchHashedTest {
    @TempDir
    private Path folder;

    @Test
    void shouldNoteItOnceAndForAll() throws Exception {
        Ports ports = TestPorts.at(folder);
        ports.workspace().act(new BuildFolder.Prepare());

        assertThat(ports.workspace().act(new MuchHashed())).isTrue();
        assertThat(ports.workspace().act(new MuchHashed())).isFalse();

        assertThat(folder.resolve("_build/.hashes-much")).isEmptyFile();
        assertThat(Files.exists(folder.resolve("_build/.gitignore"))).isTrue();
    }

    @Test
    void shouldCallLargeWhatIsOrMayBe() {
        Accounting accounting = new Accounting(new Estimates(List.of()));
        BuildLogReader output = new BuildLogReader();
        List.of("#1 [internal] load build definition", "#2 [1/1] FROM base", "#2 CACHED").forEach(output::line);
        accounting.image("small", output.builds().get(0), MuchHashed.BYTES - 1, 0);
        accounting.image("large", output.builds().get(0), MuchHashed.BYTES, 0);

        assertThat(accounting.large(built())).isFalse();
        assertThat(accounting.large(built("small"))).isFalse();
        assertThat(accounting.large(built("small", "large"))).isTrue();
        assertThat(accounting.large(built("an archive, of which no size is known"))).isTrue();
    }

    private static Map<String, Fact.Candidate> built(String... names) {
        Map<String, Fact.Candidate> built = new TreeMap<>();
        for (String name : names) {
            built.put(name, null);
        }
        return built;
    }
}
