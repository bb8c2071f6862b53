package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes a service's ports on the loopback interface at host ports that the engine finds free.
 *
 * @param container ports in the order of the file, each once: {@code 8080/tcp}
 * @param notUnderstood entries that say no container port
 */
record PublishedPorts(List<String> container, List<String> notUnderstood) {
    private static final Pattern SHORT =
            Pattern.compile("(?:.*:)?(?<first>\\d{1,5})(?:-(?<last>\\d{1,5}))?(?:/(?<protocol>[a-z]+))?");
    private static final int HIGHEST = 65_535;

    static PublishedPorts of(Map<String, Object> service) {
        Set<String> ports = new LinkedHashSet<>();
        List<String> notUnderstood = new ArrayList<>();
        if (service.get("ports") instanceof List<?> entries) {
            for (Object entry : entries) {
                List<String> expanded = entry instanceof Map<?, ?> ? ofLong(entry) : ofShort(String.valueOf(entry), "");
                if (expanded.isEmpty()) {
                    notUnderstood.add(String.valueOf(entry));
                }
                ports.addAll(expanded);
            }
        }
        return new PublishedPorts(List.copyOf(ports), List.copyOf(notUnderstood));
    }

    /** As compose reads them: {@code 127.0.0.1::8080/tcp}, no host port being any that is free. */
    List<String> onLoopback() {
        return container.stream().map(port -> "127.0.0.1::" + port).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<String> ofLong(Object entry) {
        Map<String, Object> port = (Map<String, Object>) entry;
        return ofShort(Json.text(port, "target"), Json.text(port, "protocol"));
    }

    private static List<String> ofShort(String entry, String protocol) {
        Matcher matcher = SHORT.matcher(entry);
        if (!matcher.matches()) {
            return List.of();
        }
        int first = Integer.parseInt(matcher.group("first"));
        int last = matcher.group("last") == null ? first : Integer.parseInt(matcher.group("last"));
        if (first < 1 || last < first || last > HIGHEST) {
            return List.of();
        }
        String stated = matcher.group("protocol") == null ? protocol : matcher.group("protocol");
        List<String> ports = new ArrayList<>();
        for (int port = first; port <= last; port++) {
            ports.add(port + "/" + (stated.isEmpty() ? "tcp" : stated));
        }
        return ports;
    }
}
