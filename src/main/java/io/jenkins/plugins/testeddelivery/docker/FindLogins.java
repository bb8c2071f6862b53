package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** Names the registries that docker has a login for here. Reads names alone; what they are logged in with stays unread. */
public record FindLogins() implements Workspace.Work<TreeSet<String>> {
    /** Stands for every registry: a program keeps the logins. */
    public static final String ANY = "*";

    private static final String HUB = "docker.io";

    @Override
    public TreeSet<String> in(Workspace.Place place) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        Path file = FindRoute.configFolder(place.environment()).resolve("config.json");
        if (!Files.isReadable(file)) {
            return names;
        }
        Map<String, Object> config = Json.readObject(Files.readAllBytes(file));
        Json.map(config, "auths").keySet().forEach(name -> names.add(registry(name)));
        Json.map(config, "credHelpers").keySet().forEach(name -> names.add(registry(name)));
        if (!Json.text(config, "credsStore").isEmpty()) {
            names.add(ANY);
        }
        return names;
    }

    static String registry(String written) {
        String host = written.replaceFirst("^https?://", "").replaceFirst("/.*", "");
        return host.equals("index.docker.io") || host.equals("registry-1.docker.io") ? HUB : host;
    }

    /** The registry that an image's name leads to. */
    public static String of(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? registry(first) : HUB;
    }
}
