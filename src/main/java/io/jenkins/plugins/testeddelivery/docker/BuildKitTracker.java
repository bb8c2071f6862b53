package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.BuildLog.Cache;
import io.jenkins.plugins.testeddelivery.docker.BuildLog.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows a build of BuildKit's, in its plain form or as a terminal shows it. */
final class BuildKitTracker extends BuildTracker {
    private static final int MOST_DIGESTS = 1_000;
    private static final String CONTEXT = "[internal] load build context";
    private static final String SENT = "transferring context: ";

    /** What is known of one of BuildKit's vertices. */
    private static final class Vertex {
        private String name = "";
        private Cache cache = Cache.UNKNOWN;
        private long millis;
    }

    private final Map<Object, Vertex> vertices = new LinkedHashMap<>();
    private final Map<String, Long> pulled = new HashMap<>();
    private long contextBytes = -1;
    private String terminalVertex = "";
    private boolean finished;
    private boolean whole = true;

    @Override
    void line(String rest) {
        if (rest.startsWith("=> ")) {
            terminal(rest.substring(3));
            return;
        }
        int number = Marks.vertex(rest, 0);
        if (number >= 0) {
            plain(number, Marks.text(rest));
        }
    }

    private void plain(int number, String text) {
        if (text.startsWith("[") || text.startsWith("exporting ") || text.startsWith("building with")) {
            vertex(number, text);
            finished |= text.startsWith("exporting to ");
            return;
        }
        Vertex vertex = vertices.get(number);
        if (vertex == null) {
            return;
        }
        if (text.equals("CACHED")) {
            vertex.cache = Cache.HIT;
        } else if (text.startsWith("DONE ")) {
            // said of a vertex from the cache too, where it was looked at twice
            vertex.cache = vertex.cache == Cache.HIT ? Cache.HIT : Cache.MISS;
            vertex.millis = Math.max(0, Marks.millis(text.substring(5)));
            finished |= vertex.name.startsWith("exporting to ");
        } else if (text.startsWith("ERROR")) {
            vertex.cache = Cache.UNKNOWN;
            finished = true;
        } else if (text.startsWith(SENT) && vertex.name.startsWith(CONTEXT)) {
            contextBytes = Math.max(contextBytes, Marks.bytes(text.substring(SENT.length())));
        } else if (text.startsWith("sha256:")) {
            pulled(text);
        }
    }

    /** {@code sha256:… 1.05MB / 3.40MB 0.5s}: bytes on their way. */
    private void pulled(String text) {
        int space = text.indexOf(' ');
        int slash = text.indexOf(" / ");
        if (space != 71 || slash < space) {
            return;
        }
        long bytes = Marks.bytes(text.substring(space + 1));
        if (bytes > 0 && (pulled.size() < MOST_DIGESTS || pulled.containsKey(text.substring(0, space)))) {
            pulled.merge(text.substring(0, space), bytes, Math::max);
        }
    }

    /** {@code CACHED [build 2/6] RUN x      0.0s}, redrawn again and again. */
    private void terminal(String text) {
        if (text.startsWith("=> ")) {
            String below = text.substring(3);
            if (below.startsWith(SENT) && terminalVertex.startsWith(CONTEXT)) {
                contextBytes = Math.max(contextBytes, Marks.bytes(below.substring(SENT.length())));
            }
            return;
        }
        boolean cached = text.startsWith("CACHED ");
        boolean failed = text.startsWith("ERROR ");
        String named = (cached ? text.substring(7) : failed ? text.substring(6) : text).stripTrailing();
        int last = named.lastIndexOf(' ');
        long millis = last < 0 ? -1 : Marks.millis(named.substring(last + 1));
        String name = millis < 0 ? named : named.substring(0, last).stripTrailing();
        terminalVertex = name;
        if (!name.startsWith("[")) {
            finished |= name.startsWith("exporting to ");
            return;
        }
        Vertex vertex = vertex(name, name);
        vertex.cache = cached ? Cache.HIT : failed || millis < 0 ? Cache.UNKNOWN : Cache.MISS;
        vertex.millis = Math.max(0, millis);
    }

    private Vertex vertex(Object key, String name) {
        Vertex vertex = vertices.get(key);
        if (vertex == null) {
            vertex = new Vertex();
            if (vertices.size() < MOST_STEPS) {
                vertices.put(key, vertex);
            } else {
                whole = false;
            }
        }
        vertex.name = name;
        return vertex;
    }

    @Override
    boolean endsBefore(String rest) {
        if (rest.startsWith("=> ")) {
            return finished && rest.contains("[internal] load build definition");
        }
        if (rest.startsWith("#0 building with")) {
            return !vertices.isEmpty();
        }
        Vertex first = vertices.get(1);
        // its name is printed again while it runs, and never after it ended
        boolean again = rest.startsWith("#1 [") && first != null && first.cache != Cache.UNKNOWN;
        int[] step = Marks.step(rest, 0);
        return again || rest.startsWith("Sending build context") && finished
                || step != null && step[0] == 1 && finished;
    }

    @Override
    boolean begun() {
        return vertices.values().stream().anyMatch(vertex -> vertex.name.startsWith("["));
    }

    @Override
    BuildLog log() {
        Map<String, Integer> stages = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (Vertex vertex : vertices.values()) {
            Step step = Step.of(vertex, stages);
            if (step != null) {
                steps.add(step);
            }
        }
        steps.sort(Comparator.comparingInt(Step::stage).thenComparingInt(Step::place));
        return new BuildLog(
                "buildkit",
                steps.stream().map(Step::layer).toList(),
                contextBytes,
                pulled.values().stream().mapToLong(Long::longValue).sum(),
                whole);
    }

    /** A vertex that is a step of the Dockerfile: {@code [build 2/6] RUN x}. */
    private record Step(int stage, int place, Layer layer) {
        static Step of(Vertex vertex, Map<String, Integer> stages) {
            int close = vertex.name.startsWith("[") ? vertex.name.indexOf("] ") : -1;
            int slash = close < 0 ? -1 : vertex.name.lastIndexOf('/', close);
            if (slash < 0 || !vertex.name.substring(slash + 1, close).matches("\\d{1,5}")) {
                return null;
            }
            String inside = vertex.name.substring(1, slash);
            int space = inside.lastIndexOf(' ');
            String place = inside.substring(space + 1);
            String instruction = vertex.name.substring(close + 2);
            if (!place.matches("\\d{1,5}")) {
                return null;
            }
            String name = space < 0 ? "" : inside.substring(0, space);
            int stage = stages.computeIfAbsent(name, key -> stages.size());
            return makesLayer(instruction)
                    ? new Step(
                            stage,
                            Integer.parseInt(place),
                            new Layer(
                                    shown(instruction),
                                    vertex.cache,
                                    vertex.cache == Cache.HIT ? 0 : vertex.millis))
                    : null;
        }
    }
}
