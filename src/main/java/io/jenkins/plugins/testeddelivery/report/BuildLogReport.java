package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.docker.BuildLog;
import io.jenkins.plugins.testeddelivery.port.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What any build's log says of its cache. */
public final class BuildLogReport {
    private BuildLogReport() {}

    /** As {@code tested-delivery/build-log/1}. */
    public static Map<String, Object> json(List<BuildLog> builds) {
        List<Object> all = new ArrayList<>();
        for (BuildLog build : builds) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("builder", build.builder());
            json.put("layers", build.counted());
            json.put("hits", build.hits());
            json.put("hitRate", build.counted() == 0 ? null : 100 * build.hits() / build.counted());
            json.put("contextBytes", build.contextBytes() < 0 ? null : build.contextBytes());
            json.put("pulledBytes", build.pulledBytes());
            json.put("whole", build.whole());
            json.put("steps", build.layers().stream().map(BuildLogReport::step).toList());
            all.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "tested-delivery/build-log/1");
        json.put("builds", all);
        return json;
    }

    public static List<String> text(List<BuildLog> builds, Ink ink) {
        List<String> lines = new ArrayList<>();
        int number = 1;
        for (BuildLog build : builds) {
            lines.add(ink.bold("build " + number++ + " (" + build.builder() + "): " + build.hits() + " of "
                            + build.counted() + " layers from the cache"
                            + (build.counted() == 0 ? "" : ", " + 100 * build.hits() / build.counted() + " %"))
                    + (build.contextBytes() < 0 ? "" : "; " + Figures.bytes(build.contextBytes()) + " of context sent")
                    + (build.pulledBytes() == 0 ? "" : "; " + Figures.bytes(build.pulledBytes()) + " of base images fetched"));
            for (BuildLog.Layer layer : build.layers()) {
                String time = layer.millis() == 0 ? "" : "  " + Figures.seconds(layer.millis());
                lines.add("  " + cache(layer.cache(), ink) + "  " + Ink.plain(layer.instruction()) + ink.dim(time));
            }
            if (!build.whole()) {
                lines.add(ink.dim("  and more steps than are shown"));
            }
        }
        return lines.isEmpty() ? List.of("no output of the classic builder or of BuildKit was found") : lines;
    }

    private static String cache(BuildLog.Cache cache, Ink ink) {
        return switch (cache) {
            case HIT -> ink.good("cached ");
            case MISS -> ink.notice("built  ");
            case UNKNOWN -> ink.dim("unknown");
        };
    }

    private static Map<String, Object> step(BuildLog.Layer layer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("instruction", layer.instruction());
        json.put("cache", layer.cache().name().toLowerCase(Locale.ROOT));
        json.put("seconds", layer.millis() / 1000.0);
        return json;
    }
}
