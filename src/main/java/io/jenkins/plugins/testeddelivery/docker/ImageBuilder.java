package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Commands.Outcome;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Builds images with the docker executable: BuildKit where it has it, else the classic builder. Never pulls by itself. */
public final class ImageBuilder {
    private static final Duration PULL = Duration.ofMinutes(15);
    private static final int LONGEST_ID = 200;

    private final Ports ports;
    private final FindBuildProgram.Found found;

    private ImageBuilder(Ports ports, FindBuildProgram.Found found) {
        this.ports = ports;
        this.found = found;
    }

    /** @param imageId the engine's id of what was built */
    public record Built(String imageId) implements Serializable {}

    /**
     * The outcome of a pull.
     *
     * @param reason why not; empty: it is done
     */
    public record Pulled(boolean done, String reason) implements Serializable {}

    /** @throws Failure UNREACHABLE if there is no docker executable, or no engine behind it */
    public static ImageBuilder find(Ports ports) throws IOException, InterruptedException {
        return new ImageBuilder(ports, new FindBuildProgram(ports.commands()).find());
    }

    /** The same, remembered for as long as nothing changes that decides it. @param engine with its version */
    public static ImageBuilder known(Ports ports, String engine) throws IOException, InterruptedException {
        return new ImageBuilder(ports, new KnownBuildProgram(ports, engine).find());
    }

    /** What builds, and why nothing better. */
    public String describe() {
        String words = found.program().describe();
        return found.note().isEmpty() ? words : words + " (" + found.note() + ")";
    }

    /** Whether it is BuildKit that builds: its cache metadata is in the image then. */
    public boolean buildKit() {
        return found.program().buildKit();
    }

    /**
     * Builds and tags.
     *
     * @param lines receives the output as it comes, one line at a time
     * @throws Failure FAILED with what the builder gave as its reason, UNREACHABLE if the engine is gone
     */
    public Built build(ImageBuild request, Consumer<String> lines) throws IOException, InterruptedException {
        String idFile = ports.workspace().act(new PartFile("_build/id"));
        try {
            BuildOutput output = new BuildOutput(lines);
            Map<String, String> environment = new HashMap<>(request.args());
            environment.putAll(found.program().environment());
            Command command = Command.of(arguments(request, idFile))
                    .with(environment)
                    .within(request.timeout());
            Outcome outcome = ports.commands().run(command, output::out, output::err);
            if (!outcome.succeeded()) {
                throw failed(request, outcome, output.reason());
            }
            return new Built(id(idFile, request));
        } finally {
            ports.workspace().act(new RemoveFile(idFile));
        }
    }

    /** Fetches the newest image of that name; one that cannot be fetched stays what it is. */
    public Pulled pull(String reference) throws InterruptedException {
        Captured captured = new DockerExecutable(ports.commands(), found.program().path())
                .run(PULL, List.of("pull", Reference.safe(reference)));
        return captured.succeeded() ? new Pulled(true, "") : new Pulled(false, DockerExecutable.reason(captured));
    }

    private List<String> arguments(ImageBuild request, String idFile) {
        boolean podman = found.program().kind() == BuildProgram.Kind.PODMAN;
        List<String> all = new ArrayList<>(List.of(found.program().path(), "build"));
        if (buildKit()) {
            all.addAll(List.of("--progress=plain", "--build-arg", "BUILDKIT_INLINE_CACHE=1"));
        }
        if (found.program().kind() == BuildProgram.Kind.BUILDX) {
            // a builder in a container of its own would keep the image to itself
            all.add("--load");
        }
        if (found.program().kind() == BuildProgram.Kind.CLASSIC) {
            // else the container of a step that failed stays behind
            all.add("--force-rm");
        }
        all.add("--file=" + request.dockerfile());
        all.add("--iidfile=" + idFile);
        all.add("--tag=" + Reference.parse(request.tag()));
        if (!request.target().isEmpty()) {
            all.add("--target=" + request.target());
        }
        if (!request.platform().isEmpty()) {
            all.add("--platform=" + request.platform());
        }
        if (request.noCache()) {
            all.add("--no-cache");
        } else if (!podman) {
            request.cacheFrom().forEach(image -> all.add("--cache-from=" + Reference.safe(image)));
        }
        new TreeMap<>(request.args()).keySet().forEach(name -> all.addAll(List.of("--build-arg", name)));
        new TreeMap<>(request.labels()).forEach((name, value) -> all.addAll(List.of("--label", name + "=" + value)));
        all.add(request.contextDir().startsWith("-") ? "./" + request.contextDir() : request.contextDir());
        return all;
    }

    private Failure failed(ImageBuild request, Outcome outcome, String reason) throws InterruptedException {
        if (outcome.ending() == Commands.Ending.TIMED_OUT) {
            return Failure.failed("The build of " + request.tag() + " was ended after "
                    + request.timeout().toSeconds() + " s; raise its timeout, or look where its output stops.");
        }
        // the reason alone does not tell a lost engine from a step that lost some other connection
        new DockerExecutable(ports.commands(), found.program().path())
                .run(Duration.ofSeconds(30), List.of("version", "--format", "{{.Server.Version}}"));
        return Failure.failed("The build of " + request.tag() + " failed: "
                + (reason.isEmpty() ? outcome.words() : reason));
    }

    private String id(String idFile, ImageBuild request) throws IOException, InterruptedException {
        try (InputStream in = ports.workspace().read(idFile)) {
            String id = new String(in.readNBytes(LONGEST_ID), StandardCharsets.US_ASCII).strip();
            String full = id.startsWith(Digests.PREFIX) ? id : Digests.PREFIX + id;
            if (!Digests.isDigest(full)) {
                throw Failure.failed("The build of " + request.tag() + " ended well and left no image id.");
            }
            return full;
        }
    }
}
