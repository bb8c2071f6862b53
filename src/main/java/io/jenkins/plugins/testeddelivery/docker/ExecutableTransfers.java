package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Transfers by the docker executable, which finds its logins itself. A login from elsewhere it would take only in its
 * arguments, which everybody can read, or in its configuration file, which is not ours to change.
 */
final class ExecutableTransfers implements Transfers {
    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    private final DockerExecutable docker;
    private final Duration longest;

    ExecutableTransfers(Ports ports, Duration longest) {
        this.docker = new DockerExecutable(ports.commands(), DockerExecutable.NAME);
        this.longest = longest;
    }

    @Override
    public String push(RemoteName name, Login login) throws InterruptedException {
        String out = run(name, "push " + name, List.of("push", name.toString()));
        Matcher digest = DIGEST.matcher(out);
        if (!digest.find()) {
            throw Failure.failed("docker pushed " + name + " and did not say as what; update it.");
        }
        return digest.group(1);
    }

    @Override
    public void pull(RemoteName name, String digest, Login login) throws InterruptedException {
        run(name, "pull " + name.at(digest), List.of("pull", "--quiet", name.at(digest)));
    }

    @Override
    public boolean clear(String registry) throws IOException, InterruptedException {
        Captured info = docker.run(Service.DOCKER.read(), List.of("info", "--format", "{{json .}}"));
        return info.succeeded() && ClearRegistry.in(Json.readObject(info.out()), registry);
    }

    private String run(RemoteName name, String what, List<String> arguments) throws InterruptedException {
        Captured captured = docker.run(longest, arguments);
        if (!captured.succeeded()) {
            throw TransferFailure.of(name, what, DockerExecutable.reason(captured));
        }
        return captured.out();
    }
}
