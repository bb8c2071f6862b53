package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An engine's stock through the docker executable, which prints sizes in words. */
final class ExecutableStorehouse implements Storehouse {
    private static final Duration READ = Service.DOCKER.read();
    private static final Duration WEIGH = Duration.ofMinutes(5);
    private static final int AT_ONCE = 50;

    private final Ports ports;
    private final boolean local;
    private final DockerExecutable docker;

    /** @param local whether the engine's machine is this one */
    ExecutableStorehouse(Ports ports, boolean local) {
        this.ports = ports;
        this.local = local;
        this.docker = new DockerExecutable(ports.commands(), DockerExecutable.NAME);
    }

    @Override
    public Capacity capacity() throws IOException, InterruptedException {
        return Stock.capacity(
                Json.readObject(ask(READ, "info", "--format", "{{json .}}")), local, ports.workspace());
    }

    @Override
    public Usage usage() throws IOException, InterruptedException {
        Map<String, Long> own = new HashMap<>();
        for (String line : ask(WEIGH, "system", "df", "-v", "--format",
                        "{{range .Images}}{{.ID}} {{.UniqueSize}}{{println}}{{end}}").lines().toList()) {
            int space = line.indexOf(' ');
            if (space > 0) {
                own.put(line.substring(0, space), Math.max(0, Marks.bytes(line.substring(space + 1))));
            }
        }
        List<Volume> volumes = new ArrayList<>();
        for (String line : ask(WEIGH, "system", "df", "-v", "--format",
                        "{{range .Volumes}}{{.Size}} {{.Links}} {{.Name}}{{println}}{{end}}").lines().toList()) {
            String[] words = line.split(" ", 3);
            if (words.length == 3) {
                volumes.add(new Volume(words[2], Marks.bytes(words[0]), !words[1].equals("0")));
            }
        }
        long cache = 0;
        long entries = 0;
        long reused = 0;
        for (String line : ask(WEIGH, "system", "df", "-v", "--format",
                        "{{range .BuildCache}}{{.Size}} {{.Shared}} {{.UsageCount}}{{println}}{{end}}").lines().toList()) {
            String[] words = line.split(" ");
            if (words.length == 3) {
                entries++;
                cache += words[1].equals("true") ? 0 : Math.max(0, Marks.bytes(words[0]));
                reused += words[2].matches("[01]") ? 0 : 1;
            }
        }
        List<Stored> images = images(own);
        return new Usage(images, volumes, images.stream().mapToLong(Stored::own).sum(), cache, entries, reused);
    }

    private List<Stored> images(Map<String, Long> own) throws IOException, InterruptedException {
        List<String> ids =
                ask(READ, "image", "ls", "--no-trunc", "--quiet").lines().distinct().filter(id -> !id.isBlank()).toList();
        List<Stored> images = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> arguments = new ArrayList<>(List.of("image", "inspect"));
            arguments.addAll(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
            // one that is gone by now is an error for the executable, and the others are printed
            String json = docker.run(READ, arguments).out().strip();
            Map<String, Object> all = Map.of("all", json.isEmpty() ? List.of() : Json.read(json));
            for (Map<String, Object> image : Json.maps(all, "all")) {
                String id = Inspected.id(image);
                images.add(new Stored(
                        id,
                        Stock.tags(image),
                        Json.textMap(Json.map(image, "Config"), "Labels"),
                        Times.parse(Json.text(image, "Created")).getEpochSecond(),
                        Json.number(image, "Size"),
                        own.getOrDefault(id, 0L)));
            }
        }
        return images;
    }

    private String ask(Duration deadline, String... arguments) throws InterruptedException {
        return DockerExecutable.succeeded(docker.run(deadline, List.of(arguments)), "answer docker " + arguments[0])
                .out();
    }
}
