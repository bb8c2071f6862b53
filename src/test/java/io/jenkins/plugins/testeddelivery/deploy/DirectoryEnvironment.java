package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An environment that is a directory, and releases for it: neither an engine nor Git may be needed. */
abstract class DirectoryEnvironment {
    static final Options OPTIONS = Options.by("ada@test");

    @TempDir
    Path temp;

    Path empty;
    Path srv;
    TestPorts.Lines lines;
    Ports ports;
    Deployments deployments;

    @BeforeEach
    void setUp() throws IOException {
        empty = Files.createDirectory(temp.resolve("deployed from"));
        srv = temp.resolve("srv/shop");
        lines = new TestPorts.Lines();
        // no engine and no git may be needed
        ports = TestPorts.at(empty, Map.of("PATH", "/bin:/usr/bin", "DOCKER_HOST", "unix:///nowhere.sock"), lines);
        deployments = new Deployments(ports);
    }

    ReleaseFixture.Env env() {
        return ReleaseFixture.env("production").directory(srv);
    }

    /** Each release's page holds its number; "ill" in the page is what health checks look for. */
    ReleaseFolder release(int number, String page, ReleaseFixture.Env env) throws Exception {
        return ReleaseFixture.at(temp.resolve("releases"), number)
                .archive("site", Map.of("index.html", page, "bin/run.sh", "#!/bin/sh\necho " + number + "\n"))
                .environment(env.done())
                .write(ports);
    }

    ReleaseFixture.Env checked() {
        return env().command(1500, 300, "sh", "-c", "! grep -q ill site/index.html");
    }

    String current() throws IOException {
        return Files.readString(srv.resolve("current/site/index.html"));
    }

    Fact.Deployment deploy(int number, String page) throws Exception {
        return deployments.deploy("production", release(number, page, checked()), OPTIONS);
    }
}
