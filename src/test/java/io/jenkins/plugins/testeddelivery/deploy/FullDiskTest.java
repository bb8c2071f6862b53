package io.jenkins.plugins.testeddelivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment whose disk has no room for the next release: a small one of its own. */
class FullDiskTest {
    @TempDir
    private Path temp;

    private Path srv;
    private Ports ports;

    @BeforeEach
    void mount() throws Exception {
        ports = TestPorts.at(Files.createDirectory(temp.resolve("work")));
        srv = Files.createDirectory(temp.resolve("srv"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", srv.toString()), "may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", srv.toString());
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    private Fact.Deployment deploy(int number, String page) throws Exception {
        ReleaseFolder release = ReleaseFixture.at(temp.resolve("releases"), number)
                .archive("site", Map.of("index.html", page))
                .environment(ReleaseFixture.env("production").directory(srv).command(5000, 50, "true").done())
                .write(ports);
        return new Deployments(ports).deploy("production", release, Options.by("ada@test"));
    }

    @Test
    void shouldKeepWhatRunsAndTakeTheNextThatFits() throws Exception {
        deploy(1, "one");

        assertThatThrownBy(() -> deploy(2, "large ".repeat(100_000))).hasMessageContaining("No space left on device");

        assertThat(srv.resolve("current/site/index.html")).hasContent("one");
        assertThat(new Deployments(ports).interrupted("production")).isEmpty();
        assertThat(new Deployments(ports).drift("production")).isEmpty();
        assertThat(deploy(3, "three").outcome()).isEqualTo("healthy");
        assertThat(srv.resolve("releases").resolve(ReleaseFixture.version(2))).doesNotExist();
    }
}
