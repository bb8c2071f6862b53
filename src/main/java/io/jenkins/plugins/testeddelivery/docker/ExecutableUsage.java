package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands.Captured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks what containers use through the docker executable; what it does not tell is left out. */
record ExecutableUsage(DockerExecutable docker, Duration deadline) {
    Map<String, Usage> of(List<String> ids) throws InterruptedException {
        Map<String, Usage> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        List<String> names = ids.stream().map(Reference::safeContainer).toList();
        Map<String, Long> disk = new HashMap<>();
        for (String[] row : rows(List.of("inspect", "--size", "--type", "container", "--format", "{{.Id}}\t{{.SizeRw}}"), names)) {
            if (row.length == 2 && row[1].matches("\\d{1,18}")) {
                disk.put(row[0], Long.parseLong(row[1]));
            }
        }
        if (disk.isEmpty()) {
            return found;
        }
        // of one that is gone it would tell nothing but that
        names = List.copyOf(disk.keySet());
        disk.forEach((id, bytes) -> found.put(id, new Usage(-1, -1, -1, bytes)));
        String columns = "{{.ID}}\t{{.CPUPerc}}\t{{.MemUsage}}";
        for (String[] row : rows(List.of("stats", "--no-stream", "--no-trunc", "--format", columns), names)) {
            String[] memory = row.length == 3 ? row[2].split(" / ", -1) : new String[0];
            long limit = memory.length == 2 ? Marks.bytes(memory[1]) : -1;
            // one that is stopped has no limit
            if (limit > 0) {
                found.put(row[0], new Usage(
                        percent(row[1]), Marks.bytes(memory[0]), limit, disk.getOrDefault(row[0], -1L)));
            }
        }
        found.keySet().retainAll(ids);
        return found;
    }

    private static double percent(String text) {
        return text.matches("\\d{1,6}(\\.\\d{1,6})?%") ? Double.parseDouble(text.substring(0, text.length() - 1)) : -1;
    }

    private List<String[]> rows(List<String> question, List<String> names) throws InterruptedException {
        List<String> arguments = new ArrayList<>(question);
        arguments.addAll(names);
        Captured captured = docker.run(deadline, arguments);
        return captured.out().lines().map(line -> line.strip().split("\t", -1)).toList();
    }
}
