package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks the engine what containers use, of all at once: it measures a second or two for each. Who does not answer in time
 * is left out.
 */
record SocketUsage(Address address, List<String> ids, Duration deadline)
        implements Workspace.Work<HashMap<String, Usage>> {
    private static final int AT_ONCE = 64;

    SocketUsage {
        ids = List.copyOf(ids);
    }

    @Override
    public HashMap<String, Usage> in(Workspace.Place place) throws InterruptedException {
        HashMap<String, Usage> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        ExecutorService crew = Executors.newFixedThreadPool(Math.min(ids.size(), AT_ONCE), task -> {
            Thread thread = new Thread(task, "usage of a container");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<String, Future<Usage>> asked = new LinkedHashMap<>();
            ids.forEach(id -> asked.put(id, crew.submit(() -> one(place, id))));
            for (Map.Entry<String, Future<Usage>> one : asked.entrySet()) {
                try {
                    Usage usage = one.getValue().get();
                    if (usage.known()) {
                        found.put(one.getKey(), usage);
                    }
                } catch (ExecutionException e) {
                    // gone meanwhile, or the engine does not tell: it is shown without
                    continue;
                }
            }
        } finally {
            crew.shutdownNow();
        }
        return found;
    }

    private Usage one(Workspace.Place place, String id) throws IOException, InterruptedException {
        String path = "/containers/" + Reference.safeContainer(id);
        List<SocketRequest.Answer> answers = new SocketRequests(
                        address, List.of(path + "/stats?stream=false", path + "/json?size=1"), deadline)
                .in(place);
        return usage(json(answers.get(0)), json(answers.get(1)));
    }

    private static Map<String, Object> json(SocketRequest.Answer answer) throws IOException {
        return answer.succeeded() ? Json.readObject(answer.body()) : Map.of();
    }

    /** As {@code docker stats} counts. */
    private static Usage usage(Map<String, Object> stats, Map<String, Object> container) {
        Map<String, Object> now = Json.map(stats, "cpu_stats");
        Map<String, Object> before = Json.map(stats, "precpu_stats");
        long system = Json.number(now, "system_cpu_usage") - Json.number(before, "system_cpu_usage");
        long own = total(now) - total(before);
        boolean measured = Json.number(before, "system_cpu_usage") > 0 && system > 0 && own >= 0;
        long cores = Math.max(1, Json.number(now, "online_cpus"));
        Map<String, Object> memory = Json.map(stats, "memory_stats");
        Map<String, Object> parts = Json.map(memory, "stats");
        long cache = Json.number(parts, parts.containsKey("total_inactive_file") ? "total_inactive_file" : "inactive_file");
        long used = Json.number(memory, "usage");
        return new Usage(
                measured ? 100.0 * own * cores / system : -1,
                used <= 0 ? -1 : Math.max(0, used - cache),
                used <= 0 ? -1 : Json.number(memory, "limit"),
                container.containsKey("SizeRw") ? Json.number(container, "SizeRw") : -1);
    }

    private static long total(Map<String, Object> cpu) {
        return Json.number(Json.map(cpu, "cpu_usage"), "total_usage");
    }
}
