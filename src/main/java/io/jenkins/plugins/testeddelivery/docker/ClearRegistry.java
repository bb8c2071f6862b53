package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.Map;
import java.util.regex.Pattern;

/** Knows which registries an engine speaks with in the clear: those on its own machine, and those it was told of. */
final class ClearRegistry {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3})(:\\d+)?");

    private ClearRegistry() {}

    static boolean loopback(String registry) {
        return LOOPBACK.matcher(registry).matches();
    }

    /** @param info what the engine says of itself */
    static boolean in(Map<String, Object> info, String registry) {
        Map<String, Object> known = Json.map(Json.map(Json.map(info, "RegistryConfig"), "IndexConfigs"), registry);
        return loopback(registry) || Boolean.FALSE.equals(known.get("Secure"));
    }
}
