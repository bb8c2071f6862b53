package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.jenkins.plugins.testeddelivery.docker.layers.Comparison;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import io.jenkins.plugins.testeddelivery.port.Calls;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engine through its API: every call is a piece of work beside the files, since its socket is there.
 *
 * <p>Each call opens its own connection; one kept open could not travel.
 */
final class SocketEngine implements Engine {
    private static final Duration READ = Service.ENGINE.read();
    private static final Duration CHANGE = Service.ENGINE.change();
    private static final Duration USAGE = Duration.ofSeconds(5);
    private static final long A_MOMENT = Duration.ofSeconds(2).toNanos();

    private final Workspace workspace;
    private final Calls calls;
    private final Address address;
    private final StoreDigests digests;
    /** By name: who makes a plan and builds at once looks at the same images twice. */
    private final Map<String, Sight> seen = new ConcurrentHashMap<>();

    /** @param at when, by the clock that only counts */
    private record Sight(String digest, long at) {}

    SocketEngine(Ports ports, Address address) {
        this.workspace = ports.workspace();
        this.calls = ports.calls();
        this.address = address;
        this.digests = new StoreDigests(
                () -> Json.readObject(get("/info").body()),
                id -> read(new SocketConfigDigest(address, "/images/" + id + "/get")));
    }

    @Override
    public String describe() throws IOException, InterruptedException {
        return Described.by(Json.readObject(get("/version").body())) + " at " + address.host();
    }

    @Override
    public void reach() throws IOException, InterruptedException {
        // to tell its version the engine starts two programs
        String answer = get("/_ping").text().strip();
        if (!answer.equals("OK")) {
            throw Failure.unreachable("What answers at " + address.host() + " is no container engine.");
        }
    }

    @Override
    public boolean confinesWithSelinux() throws IOException, InterruptedException {
        return Inspected.selinux(Json.readObject(get("/info").body()));
    }

    @Override
    public Optional<Image> image(String reference) throws IOException, InterruptedException {
        return image(reference, send(Method.GET, image(reference, "/json"), "", READ));
    }

    @Override
    public Map<String, Image> images(Collection<String> references) throws IOException, InterruptedException {
        Map<String, Image> found = new TreeMap<>();
        for (Map.Entry<String, SocketRequest.Answer> one : inspected(references).entrySet()) {
            image(one.getKey(), one.getValue()).ifPresent(image -> found.put(one.getKey(), image));
        }
        long now = System.nanoTime();
        found.forEach((name, image) -> seen.put(name, new Sight(image.digest(), now)));
        return found;
    }

    @Override
    public Map<String, String> digests(Collection<String> references) throws IOException, InterruptedException {
        long now = System.nanoTime();
        seen.values().removeIf(sight -> now - sight.at > A_MOMENT);
        Map<String, String> found = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (String reference : references) {
            Sight sight = seen.get(reference);
            if (sight == null) {
                others.add(reference);
            } else {
                found.put(reference, sight.digest);
            }
        }
        for (Map.Entry<String, SocketRequest.Answer> one : inspected(others).entrySet()) {
            Optional<Map<String, Object>> json = json(one.getKey(), one.getValue());
            if (json.isPresent()) {
                found.put(one.getKey(), digests.of(json.get()));
            }
        }
        return found;
    }

    private Map<String, SocketRequest.Answer> inspected(Collection<String> references)
            throws IOException, InterruptedException {
        Map<String, SocketRequest.Answer> answers = new TreeMap<>();
        List<String> names = List.copyOf(references);
        if (!names.isEmpty()) {
            List<String> paths = names.stream().map(name -> image(name, "/json")).toList();
            List<SocketRequest.Answer> all = read(new SocketRequests(address, paths, READ));
            for (int i = 0; i < all.size(); i++) {
                answers.put(names.get(i), all.get(i));
            }
        }
        return answers;
    }

    private Optional<Image> image(String reference, SocketRequest.Answer answer) throws IOException, InterruptedException {
        Optional<Map<String, Object>> json = json(reference, answer);
        return json.isEmpty() ? Optional.empty() : Optional.of(Inspected.image(json.get(), digests.of(json.get())));
    }

    private static Optional<Map<String, Object>> json(String reference, SocketRequest.Answer answer) throws IOException {
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(Json.readObject(succeeded(answer, "look at the image " + reference).body()));
    }

    @Override
    public void tag(String image, String repository, String tag) throws IOException, InterruptedException {
        Reference target = Reference.parse(repository + ":" + tag);
        String query = "/tag?repo=" + escaped(target.repository()) + "&tag=" + escaped(target.tag());
        succeeded(send(Method.POST, image(image, query), "", CHANGE), "tag " + image + " as " + target);
    }

    @Override
    public void untag(String reference) throws IOException, InterruptedException {
        String path = image(Reference.parse(reference).toString(), "");
        gone(send(Method.DELETE, path, "", CHANGE), "untag " + reference);
    }

    @Override
    public Saved save(String reference, String toFile) throws IOException, InterruptedException {
        Reference one = Reference.parse(reference);
        return read(new SocketSave(address, image(one.toString(), "/get"), one.toString(), toFile));
    }

    @Override
    public Comparison compare(String cheap, String dear, String temporary, Noise noise)
            throws IOException, InterruptedException {
        return read(new SocketCompare(address, image(cheap, "/get"), image(dear, "/get"), temporary, noise));
    }

    @Override
    public Image load(String file, ImageArchive.Content expected) throws IOException, InterruptedException {
        // the same archive twice is the same image, and another may have had its name
        seen.clear();
        boolean podman = Described.podman(Json.readObject(get("/version").body()));
        return new CheckedLoad(this, expected).of(file, () -> read(new SocketLoad(address, file, podman)));
    }

    @Override
    public List<Container> containers(Map<String, String> labels) throws IOException, InterruptedException {
        String path = "/containers/json?all=1&filters=" + filter(labels);
        List<String> paths = new ArrayList<>();
        for (Map<String, Object> summary : list(path, "list containers")) {
            paths.add(container(Json.text(summary, "Id"), "/json"));
        }
        List<Container> all = new ArrayList<>();
        if (!paths.isEmpty()) {
            for (SocketRequest.Answer answer : read(new SocketRequests(address, paths, READ))) {
                // one that is removed meanwhile is simply no longer there
                container(answer, "look at a container").ifPresent(all::add);
            }
        }
        return all;
    }

    @Override
    public Map<String, Usage> usage(Collection<String> ids) throws IOException, InterruptedException {
        return workspace.act(new SocketUsage(address, List.copyOf(ids), USAGE));
    }

    @Override
    public void createMarker(String name, String image, Map<String, String> labels)
            throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Image", MarkerImage.id(this, image, name));
        body.put("Entrypoint", List.of(MarkerImage.NEVER_RUN));
        body.put("Labels", labels);
        body.put("HostConfig", Map.of("NetworkMode", "none"));
        String path = "/containers/create?name=" + escaped(Reference.safeContainer(name));
        SocketRequest.Answer answer = send(Method.POST, path, Json.line(body), CHANGE);
        if (nameTaken(answer)) {
            throw new NameTaken(name);
        }
        succeeded(answer, "create the container " + name);
    }

    @Override
    public Optional<Container> container(String name) throws IOException, InterruptedException {
        return container(send(Method.GET, container(name, "/json"), "", READ), "look at the container " + name);
    }

    private static Optional<Container> container(SocketRequest.Answer answer, String what) throws IOException {
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(Inspected.container(Json.readObject(succeeded(answer, what).body())));
    }

    @Override
    public void renameContainer(String name, String newName) throws IOException, InterruptedException {
        String path = container(name, "/rename?name=" + escaped(Reference.safeContainer(newName)));
        SocketRequest.Answer answer = send(Method.POST, path, "", CHANGE);
        if (nameTaken(answer)) {
            throw new NameTaken(newName);
        }
        succeeded(answer, "rename the container " + name);
    }

    @Override
    public void removeContainer(String nameOrId) throws IOException, InterruptedException {
        gone(send(Method.DELETE, container(nameOrId, "?force=1"), "", CHANGE), "remove the container " + nameOrId);
    }

    @Override
    public void stopContainer(String nameOrId, Duration grace) throws IOException, InterruptedException {
        String path = container(nameOrId, "/stop?t=" + grace.toSeconds());
        gone(send(Method.POST, path, "", CHANGE.plus(grace)), "stop the container " + nameOrId);
    }

    @Override
    public void startContainer(String nameOrId) throws IOException, InterruptedException {
        succeeded(
                send(Method.POST, container(nameOrId, "/start"), "", CHANGE), "start the container " + nameOrId);
    }

    @Override
    public void restartContainer(String nameOrId, Duration grace) throws IOException, InterruptedException {
        String path = container(nameOrId, "/restart?t=" + grace.toSeconds());
        succeeded(send(Method.POST, path, "", CHANGE.plus(grace)), "restart the container " + nameOrId);
    }

    @Override
    public long written(String image, Instant since) throws IOException, InterruptedException {
        return list(image(image, "/history"), "list the layers of " + image).stream()
                .filter(layer -> Json.number(layer, "Created") >= since.getEpochSecond())
                .mapToLong(layer -> Json.number(layer, "Size"))
                .sum();
    }

    @Override
    public boolean removeImage(String id) throws IOException, InterruptedException {
        SocketRequest.Answer answer = send(Method.DELETE, image(id, ""), "", CHANGE);
        if (answer.status() != 409) {
            gone(answer, "remove the image " + id);
        }
        return answer.succeeded();
    }

    @Override
    public List<String> logs(String nameOrId, int lines) throws IOException, InterruptedException {
        String path = container(nameOrId, "/logs?stdout=1&stderr=1&timestamps=1&tail=" + lines);
        SocketRequest.Answer answer = send(Method.GET, path, "", READ);
        return ContainerLog.lines(ContainerLog.text(succeeded(answer, "read the output of " + nameOrId).body()), lines);
    }

    @Override
    public void removeLeftovers(Map<String, String> labels) throws IOException, InterruptedException {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("removing all networks and volumes is never meant");
        }
        for (Map<String, Object> network : list("/networks?filters=" + filter(labels), "list networks")) {
            String id = Json.text(network, "Id");
            gone(send(Method.DELETE, "/networks/" + escaped(id), "", CHANGE), "remove the network " + id);
        }
        Map<String, Object> volumes = Json.readObject(get("/volumes?filters=" + filter(labels)).body());
        for (Map<String, Object> volume : Json.maps(volumes, "Volumes")) {
            String name = Json.text(volume, "Name");
            gone(send(Method.DELETE, "/volumes/" + escaped(name), "", CHANGE), "remove the volume " + name);
        }
    }

    private List<Map<String, Object>> list(String path, String what) throws IOException, InterruptedException {
        Object all = Json.read(succeeded(get(path), what).body());
        return Json.maps(Map.of("all", all), "all");
    }

    private SocketRequest.Answer get(String path) throws IOException, InterruptedException {
        SocketRequest.Answer answer = send(Method.GET, path, "", READ);
        return succeeded(answer, "answer " + path.replaceFirst("\\?.*", ""));
    }

    private SocketRequest.Answer send(Method method, String path, String body, Duration deadline)
            throws IOException, InterruptedException {
        SocketRequest request = new SocketRequest(address, method, path, body, deadline);
        if (method != Method.GET) {
            seen.clear();
        }
        return method == Method.GET
                ? read(request)
                : calls.change(Service.ENGINE, address.shown(), () -> workspace.act(request));
    }

    private <T extends Serializable> T read(Workspace.Work<T> work) throws IOException, InterruptedException {
        return calls.read(Service.ENGINE, address.shown(), () -> workspace.act(work));
    }

    private static SocketRequest.Answer succeeded(SocketRequest.Answer answer, String what) {
        if (!answer.succeeded()) {
            throw Failure.failed("The container engine did not " + what + ": " + answer.message());
        }
        return answer;
    }

    /** Podman says 500 where another was a moment faster. */
    private static boolean nameTaken(SocketRequest.Answer answer) {
        return answer.status() == 409 || answer.status() == 500 && answer.message().contains("already in use");
    }

    /** What is gone already needs no removal. */
    private static void gone(SocketRequest.Answer answer, String what) {
        if (answer.status() != 404) {
            succeeded(answer, what);
        }
    }

    private static String image(String reference, String rest) {
        return "/images/" + Reference.safe(reference) + rest;
    }

    private static String container(String nameOrId, String rest) {
        return "/containers/" + Reference.safeContainer(nameOrId) + rest;
    }

    private static String filter(Map<String, String> labels) {
        List<String> all = labels.entrySet().stream()
                .map(label -> label.getKey() + (label.getValue().isEmpty() ? "" : "=" + label.getValue()))
                .toList();
        return escaped(Json.line(Map.of("label", all)));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
