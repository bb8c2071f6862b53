package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hides values that must not be seen in lines of output. */
final class Masking {
    private static final String MASK = "***";
    /** Anything shorter is in every line; whoever has a secret of two characters has none. */
    private static final int SHORTEST = 3;

    private static final int SHORTEST_OF_SERVICE = 6;
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(pass|secret|token|key|credential|private|dsn).*");

    private static final Pattern WITH_PASSWORD = Pattern.compile("[a-z0-9+.-]+://[^/@\\s]*:[^/@\\s]+@.*");

    private final List<String> secrets;

    private Masking(Stream<String> secrets) {
        this.secrets = secrets.flatMap(String::lines)
                .map(String::strip)
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    static Masking of(Collection<String> secrets) {
        return new Masking(secrets.stream());
    }

    /** Hides as well what the services of a resolved configuration get under a name that speaks of secrets. */
    Masking and(Map<String, Object> resolved) {
        Map<String, Object> services = Json.map(resolved, "services");
        Stream<String> more = services.keySet().stream()
                .flatMap(name -> Json.textMap(Json.map(services, name), "environment").entrySet().stream())
                .filter(entry -> SECRET_NAME.matcher(entry.getKey()).matches()
                        || WITH_PASSWORD.matcher(entry.getValue()).matches())
                .map(entry -> entry.getValue().replace("$$", "$"))
                .filter(value -> value.length() >= SHORTEST_OF_SERVICE);
        return new Masking(Stream.concat(secrets.stream(), more));
    }

    String mask(String line) {
        String masked = line;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
