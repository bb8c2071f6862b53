package io.jenkins.plugins.testeddelivery.docker.layers;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Compares what two images say of how their containers run. Names what differs and never a value: it may be secret. */
public final class ConfigComparison {
    /** What of an image's config decides what a container of it does. Labels are looked at one by one. */
    public static final List<String> FIELDS = List.of(
            "Env",
            "Cmd",
            "Entrypoint",
            "WorkingDir",
            "User",
            "ExposedPorts",
            "Volumes",
            "Healthcheck",
            "StopSignal",
            "Shell",
            "OnBuild",
            "ArgsEscaped");

    private static final String ENVIRONMENT = FIELDS.get(0);

    private final Predicate<String> origin;

    /** @param origin labels that say where an image comes from, and are others for each build */
    ConfigComparison(Predicate<String> origin) {
        this.origin = origin;
    }

    /** In words, one for each difference. */
    List<String> differences(Map<String, Object> cheap, Map<String, Object> dear) {
        List<String> all = new ArrayList<>();
        for (String field : List.of("os", "architecture", "variant")) {
            if (!Json.text(cheap, field).equals(Json.text(dear, field))) {
                all.add(field + " is " + Json.text(cheap, field) + ", from nothing " + Json.text(dear, field));
            }
        }
        Map<String, Object> one = Json.map(cheap, "config");
        Map<String, Object> other = Json.map(dear, "config");
        for (String field : FIELDS) {
            // variables are named one by one
            if (!field.equals(ENVIRONMENT) && !Objects.equals(present(one.get(field)), present(other.get(field)))) {
                all.add(field + " is another");
            }
        }
        all.addAll(named(ENVIRONMENT, variables(one), variables(other), name -> true));
        all.addAll(named("label", Json.textMap(one, "Labels"), Json.textMap(other, "Labels"), origin.negate()));
        return all;
    }

    private static List<String> named(
            String what, Map<String, String> one, Map<String, String> other, Predicate<String> counts) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names.stream()
                .filter(counts)
                .filter(name -> !Objects.equals(one.get(name), other.get(name)))
                .map(name -> what + " " + name + (!one.containsKey(name) ? " is there only when built from nothing"
                        : !other.containsKey(name) ? " is not there when built from nothing" : " has another value"))
                .toList();
    }

    private static Map<String, String> variables(Map<String, Object> config) {
        Map<String, String> all = new TreeMap<>();
        for (String pair : Json.texts(config, ENVIRONMENT)) {
            int equals = pair.indexOf('=');
            all.put(equals < 0 ? pair : pair.substring(0, equals), pair.substring(equals + 1));
        }
        return all;
    }

    /** One builder says null, another an empty list, a third leaves the field out. */
    private static Object present(Object value) {
        boolean empty = "".equals(value)
                || Boolean.FALSE.equals(value)
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        return empty ? null : value;
    }
}
