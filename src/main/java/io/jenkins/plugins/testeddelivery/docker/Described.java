package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.Map;

/** Says in words which engine answered. */
final class Described {
    private Described() {}

    /** @param version the API's answer about the server */
    static String by(Map<String, Object> version) {
        String name = podman(version) ? "Podman" : "Docker";
        return name + " " + Json.text(version, "Version") + " (API " + Json.text(version, "ApiVersion") + ")";
    }

    static boolean podman(Map<String, Object> version) {
        return Json.maps(version, "Components").stream()
                .anyMatch(component -> Json.text(component, "Name").contains("Podman"));
    }
}
