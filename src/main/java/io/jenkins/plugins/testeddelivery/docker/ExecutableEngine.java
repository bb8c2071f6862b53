package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.layers.Comparison;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import io.jenkins.plugins.testeddelivery.port.Calls;
import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The engine through the docker executable, for where nothing else reaches it: contexts, ssh, a container step. */
final class ExecutableEngine implements Engine {
    private static final Duration READ = Service.DOCKER.read();
    private static final Duration CHANGE = Service.DOCKER.change();
    private static final Duration USAGE = Duration.ofSeconds(10);

    private static final String ENDPOINT = "the address docker uses";

    private final Workspace workspace;
    private final Calls calls;
    private final DockerExecutable docker;
    private final StoreDigests digests;

    ExecutableEngine(Ports ports) {
        this.workspace = ports.workspace();
        this.calls = ports.calls();
        this.docker = new DockerExecutable(ports.commands(), DockerExecutable.NAME);
        this.digests = new StoreDigests(
                () -> Json.readObject(ask("describe itself", "info", "--format", "{{json .}}")), this::configDigest);
    }

    @Override
    public String describe() throws IOException, InterruptedException {
        String answer = ask("tell its version", "version", "--format", "{{json .Server}}");
        return Described.by(Json.readObject(answer)) + " through the docker executable";
    }

    @Override
    public boolean confinesWithSelinux() throws IOException, InterruptedException {
        return Inspected.selinux(Json.readObject(ask("describe itself", "info", "--format", "{{json .}}")));
    }

    @Override
    public Optional<Image> image(String reference) throws IOException, InterruptedException {
        List<Map<String, Object>> found = inspect("image", List.of(Reference.safe(reference)));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Inspected.image(found.get(0), digests.of(found.get(0))));
    }

    @Override
    public void tag(String image, String repository, String tag) throws IOException, InterruptedException {
        String target = Reference.parse(repository + ":" + tag).toString();
        change("tag " + image + " as " + target, "tag", Reference.safe(image), target);
    }

    @Override
    public void untag(String reference) throws IOException, InterruptedException {
        String one = Reference.parse(reference).toString();
        gone(run(CHANGE, List.of("rmi", one)), "untag " + one);
    }

    @Override
    public Saved save(String reference, String toFile) throws IOException, InterruptedException {
        String one = Reference.parse(reference).toString();
        return throughFile(toFile, one, part -> workspace.act(new PackFile(part, one, toFile)));
    }

    @Override
    public Comparison compare(String cheap, String dear, String temporary, Noise noise)
            throws IOException, InterruptedException {
        return throughFile(
                "_build/image",
                Reference.safe(cheap),
                one -> throughFile(
                        "_build/image",
                        Reference.safe(dear),
                        other -> workspace.act(new CompareSaved(one, other, temporary, noise))));
    }

    @Override
    public Image load(String file, ImageArchive.Content expected) throws IOException, InterruptedException {
        return new CheckedLoad(this, expected).of(file, () -> {
            String digest = workspace.act(new FileDigest(file));
            DockerExecutable.succeeded(
                    podman()
                            ? calls.read(Service.DOCKER, ENDPOINT, () -> docker.loadUnpacked(SocketSave.DEADLINE, path(file)))
                            : read(SocketSave.DEADLINE, List.of("load", "--quiet", "--input", path(file))),
                    "load " + file);
            return digest;
        });
    }

    @Override
    public List<Container> containers(Map<String, String> labels) throws IOException, InterruptedException {
        List<String> ids = ids(List.of("ps", "--all", "--quiet", "--no-trunc"), labels);
        return ids.isEmpty()
                ? List.of()
                : inspect("container", ids).stream().map(Inspected::container).toList();
    }

    @Override
    public Map<String, Usage> usage(Collection<String> ids) throws InterruptedException {
        try {
            return new ExecutableUsage(docker, USAGE).of(List.copyOf(ids));
        } catch (Failure e) {
            // it is shown without
            return Map.of();
        }
    }

    @Override
    public void createMarker(String name, String image, Map<String, String> labels)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("create", "--name", Reference.safeContainer(name)));
        arguments.addAll(List.of("--network", "none", "--entrypoint", MarkerImage.NEVER_RUN));
        labels.forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
        arguments.add(MarkerImage.id(this, image, name));
        named(name, run(CHANGE, arguments), "create the container " + name);
    }

    @Override
    public Optional<Container> container(String name) throws IOException, InterruptedException {
        return inspect("container", List.of(Reference.safeContainer(name))).stream()
                .findFirst()
                .map(Inspected::container);
    }

    @Override
    public void renameContainer(String name, String newName) throws IOException, InterruptedException {
        List<String> arguments =
                List.of("rename", Reference.safeContainer(name), Reference.safeContainer(newName));
        named(newName, run(CHANGE, arguments), "rename the container " + name);
    }

    @Override
    public void removeContainer(String nameOrId) throws IOException, InterruptedException {
        gone(
                run(CHANGE, List.of("rm", "--force", Reference.safeContainer(nameOrId))),
                "remove the container " + nameOrId);
    }

    @Override
    public void stopContainer(String nameOrId, Duration grace) throws IOException, InterruptedException {
        gone(
                run(CHANGE.plus(grace), List.of(
                        "stop", "-t", Long.toString(grace.toSeconds()), Reference.safeContainer(nameOrId))),
                "stop the container " + nameOrId);
    }

    @Override
    public void startContainer(String nameOrId) throws IOException, InterruptedException {
        ask("start the container " + nameOrId, "start", Reference.safeContainer(nameOrId));
    }

    @Override
    public void restartContainer(String nameOrId, Duration grace) throws IOException, InterruptedException {
        DockerExecutable.succeeded(
                run(CHANGE.plus(grace), List.of(
                        "restart", "-t", Long.toString(grace.toSeconds()), Reference.safeContainer(nameOrId))),
                "restart the container " + nameOrId);
    }

    @Override
    public long written(String image, Instant since) throws IOException, InterruptedException {
        long bytes = 0;
        String layers = ask(
                "list the layers of " + image,
                "history", "--human=false", "--format", "{{.CreatedAt}}\t{{.Size}}", Reference.safe(image));
        for (String layer : layers.lines().toList()) {
            String[] parts = layer.split("\t");
            if (parts.length == 2 && !Times.parse(parts[0]).isBefore(since.truncatedTo(ChronoUnit.SECONDS))) {
                bytes += Math.max(0, Marks.bytes(parts[1].matches("\\d+") ? parts[1] + "B" : parts[1]));
            }
        }
        return bytes;
    }

    @Override
    public boolean removeImage(String id) throws IOException, InterruptedException {
        Captured captured = run(CHANGE, List.of("rmi", Reference.safe(id)));
        if (captured.err().contains("conflict") || captured.err().contains("in use")) {
            return false;
        }
        gone(captured, "remove the image " + id);
        return captured.succeeded();
    }

    @Override
    public List<String> logs(String nameOrId, int lines) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "logs", "--timestamps", "--tail", Integer.toString(lines), Reference.safeContainer(nameOrId));
        Captured captured = DockerExecutable.succeeded(run(READ, arguments), "read the output of " + nameOrId);
        return ContainerLog.lines(captured.out() + "\n" + captured.err(), lines);
    }

    @Override
    public void removeLeftovers(Map<String, String> labels) throws IOException, InterruptedException {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("removing all networks and volumes is never meant");
        }
        for (String id : ids(List.of("network", "ls", "--quiet", "--no-trunc"), labels)) {
            gone(run(CHANGE, List.of("network", "rm", id)), "remove the network " + id);
        }
        for (String name : ids(List.of("volume", "ls", "--quiet"), labels)) {
            gone(run(CHANGE, List.of("volume", "rm", name)), "remove the volume " + name);
        }
    }

    private boolean podman() throws IOException, InterruptedException {
        return Described.podman(Json.readObject(ask("tell its version", "version", "--format", "{{json .Server}}")));
    }

    private String configDigest(String id) throws IOException, InterruptedException {
        return throughFile("_build/image", id, part -> workspace.act(new FileConfigDigest(part)));
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(String part) throws IOException, InterruptedException;
    }

    /** docker gives an image only as a file of its own, which is read and removed. */
    private <T> T throughFile(String nextTo, String image, Use<T> use) throws IOException, InterruptedException {
        String part = workspace.act(new PartFile(nextTo));
        try {
            DockerExecutable.succeeded(
                    read(SocketSave.DEADLINE, List.of("save", "--output", part, image)), "save " + image);
            return use.of(part);
        } finally {
            workspace.act(new RemoveFile(part));
        }
    }

    private List<String> ids(List<String> list, Map<String, String> labels) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(list);
        labels.forEach((label, value) ->
                arguments.addAll(List.of("--filter", "label=" + label + (value.isEmpty() ? "" : "=" + value))));
        return ask("list what carries " + labels.keySet(), arguments.toArray(String[]::new))
                .lines()
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
    }

    /** What is not there is left out. */
    private List<Map<String, Object>> inspect(String kind, List<String> names) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("inspect", "--type", kind));
        arguments.addAll(names);
        Captured captured = read(READ, arguments);
        String error = captured.err().toLowerCase(Locale.ROOT);
        if (!error.contains("no such") && !error.contains("not known")) {
            DockerExecutable.succeeded(captured, "look at the " + kind + " " + names.get(0));
        }
        String json = DockerExecutable.whole(captured.out()).strip();
        return json.isEmpty() ? List.of() : Json.maps(Map.of("all", Json.read(json)), "all");
    }

    private String ask(String what, String... arguments) throws IOException, InterruptedException {
        Captured captured = read(READ, List.of(arguments));
        return DockerExecutable.succeeded(captured, what).out();
    }

    private void change(String what, String... arguments) throws IOException, InterruptedException {
        DockerExecutable.succeeded(run(CHANGE, List.of(arguments)), what);
    }

    private Captured run(Duration deadline, List<String> arguments) throws IOException, InterruptedException {
        return calls.change(Service.DOCKER, ENDPOINT, () -> docker.run(deadline, arguments));
    }

    private Captured read(Duration deadline, List<String> arguments) throws IOException, InterruptedException {
        return calls.read(Service.DOCKER, ENDPOINT, () -> docker.run(deadline, arguments));
    }

    private static void named(String name, Captured captured, String what) {
        if (!captured.succeeded() && captured.err().contains("already in use")) {
            throw new NameTaken(name);
        }
        DockerExecutable.succeeded(captured, what);
    }

    /** What is gone already needs no removal. */
    private static void gone(Captured captured, String what) {
        if (!captured.err().toLowerCase(Locale.ROOT).contains("no such")) {
            DockerExecutable.succeeded(captured, what);
        }
    }

    /** A file's name that is no option. */
    private static String path(String file) {
        return file.startsWith("-") ? "./" + file : file;
    }
}
