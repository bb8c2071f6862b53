package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the JSON in which the API and the executable describe an engine alike. */
final class Stock {
    private Stock() {}

    static Storehouse.Capacity capacity(Map<String, Object> info, boolean local, Workspace workspace)
            throws IOException, InterruptedException {
        String root = Json.text(info, "DockerRootDir");
        LookAround.Seen seen = local ? workspace.act(new LookAround(root)) : new LookAround.Seen(-1, -1, new ArrayList<>());
        String storage = Json.text(info, "Driver");
        return new Storehouse.Capacity(
                Json.text(info, "ServerVersion") + (storage.isEmpty() ? "" : ", storage " + storage),
                root,
                Json.text(info, "OSType") + "/" + architecture(Json.text(info, "Architecture")),
                Json.number(info, "NCPU"),
                Json.number(info, "MemTotal"),
                Json.text(info, "SystemTime"),
                seen.free(),
                // of an engine in a virtual machine, the folder is not here, and neither is its memory
                seen.free() < 0 ? -1 : seen.available(),
                seen.foreign());
    }

    static List<String> tags(Map<String, Object> image) {
        return Json.texts(image, "RepoTags").stream()
                .filter(tag -> !tag.startsWith("<none>"))
                .sorted()
                .toList();
    }

    /** In the words of image platforms. */
    static String architecture(String machine) {
        return switch (machine) {
            case "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case "armv7l", "armv6l" -> "arm";
            case "i386", "i686" -> "386";
            default -> machine;
        };
    }
}
