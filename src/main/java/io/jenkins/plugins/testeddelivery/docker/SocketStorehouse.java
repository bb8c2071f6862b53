package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An engine's stock through its API. */
record SocketStorehouse(Ports ports, Address address) implements Storehouse {
    private static final Duration READ = Service.ENGINE.read();

    /** The engine adds up every folder of every volume. */
    private static final Duration WEIGH = Duration.ofMinutes(5);

    @Override
    public Capacity capacity() throws IOException, InterruptedException {
        return Stock.capacity(get("/info", READ), address.host().startsWith("unix://"), ports.workspace());
    }

    @Override
    public Usage usage() throws IOException, InterruptedException {
        Map<String, Object> all = get("/system/df", WEIGH);
        List<Stored> images = Json.maps(all, "Images").stream()
                .map(image -> new Stored(
                        Json.text(image, "Id"),
                        Stock.tags(image),
                        Json.textMap(image, "Labels"),
                        Json.number(image, "Created"),
                        Json.number(image, "Size"),
                        Math.max(0, Json.number(image, "Size") - Math.max(0, Json.number(image, "SharedSize")))))
                .toList();
        List<Volume> volumes = Json.maps(all, "Volumes").stream()
                .map(volume -> new Volume(
                        Json.text(volume, "Name"),
                        Json.map(volume, "UsageData").isEmpty() ? -1 : Json.number(Json.map(volume, "UsageData"), "Size"),
                        Json.number(Json.map(volume, "UsageData"), "RefCount") > 0))
                .toList();
        List<Map<String, Object>> cache = Json.maps(all, "BuildCache");
        return new Usage(
                images,
                volumes,
                Json.number(all, "LayersSize"),
                cache.stream().filter(item -> !Boolean.TRUE.equals(item.get("Shared")))
                        .mapToLong(item -> Json.number(item, "Size")).sum(),
                cache.size(),
                cache.stream().filter(item -> Json.number(item, "UsageCount") > 1).count());
    }

    private Map<String, Object> get(String path, Duration deadline) throws IOException, InterruptedException {
        SocketRequest.Answer answer = ports.calls().read(
                Service.ENGINE,
                address.shown(),
                () -> ports.workspace().act(SocketRequest.get(address, path, deadline)));
        if (!answer.succeeded()) {
            throw Failure.failed("The container engine did not answer " + path + ": " + answer.message());
        }
        return Json.readObject(answer.body());
    }
}
