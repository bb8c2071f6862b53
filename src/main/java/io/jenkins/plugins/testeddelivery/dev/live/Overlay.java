package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.dev.Pin;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays over the repository's compose files what development needs: mounted sources, the commands that reload. */
final class Overlay {
    private static final Path SELINUX = Path.of("/sys/fs/selinux/enforce");
    private static final String HEADING = "Written by 'delivery dev': lies over the compose files while they are worked on.";
    private static final String ALONE = "Written by 'delivery dev --write'. Use it with: docker compose %s up --build";

    private final Ports ports;
    private final DevProject dev;

    Overlay(Ports ports, DevProject dev) {
        this.ports = ports;
        this.dev = dev;
    }

    /** @param pins by service */
    String write(List<Part> parts, Map<String, Pin> pins) throws IOException, InterruptedException {
        String text = text(parts, pins, false);
        ports.workspace()
                .write(DevProject.OVERRIDE, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return text;
    }

    /** @param alone whether compose is to use it without us */
    String text(List<Part> parts, Map<String, Pin> pins, boolean alone) throws IOException, InterruptedException {
        // an engine is only asked where it could be so: mounts are of this machine, and so is the engine then
        OverrideFile file = new OverrideFile(
                Files.exists(SELINUX) && dev.engine().confinesWithSelinux() ? label(parts) : "");
        Map<String, Object> services = Json.map(dev.configuration(), "services");
        for (Part part : parts) {
            for (String service : part.services()) {
                Pin pin = pins.get(service);
                file.add(
                        service,
                        new OverrideFile.Service(
                                part.name(),
                                part.component().path(),
                                pin == null ? "" : pin.image(),
                                part.component().development().run(),
                                mounts(part),
                                folders(part),
                                Json.map(services, service).containsKey("stop_grace_period")));
            }
        }
        StringBuilder files = new StringBuilder();
        dev.files().forEach(one -> files.append("-f ").append(one).append(' '));
        return file.text(alone ? String.format(ALONE, files + "-f THIS") : HEADING);
    }

    /** Names of the volumes that a part's services have with an image, as the file has them. */
    List<String> volumes(Part part, String image) {
        List<String> volumes = new ArrayList<>();
        for (String service : part.services()) {
            folders(part).forEach(folder -> volumes.add(OverrideFile.volume(service, folder, image)));
        }
        return volumes;
    }

    /** As compose reads it: relative to the folder of the first file. */
    private Map<String, String> mounts(Part part) {
        Path root = Path.of(dev.root());
        Path base = root.resolve(dev.files().get(0)).getParent();
        Map<String, String> mounts = new LinkedHashMap<>();
        for (Placement mount : part.mounts()) {
            Path source = root.resolve(mount.source());
            if (!Files.exists(source)) {
                throw Failure.usage(part.name() + ": " + mount.source() + " cannot be mounted, as it is not there; look at"
                        + " dev.mount of " + part.name() + " in delivery.yaml.");
            }
            String relative = base.relativize(source).toString();
            mounts.put(relative.isEmpty() ? "." : relative.startsWith(".") ? relative : "./" + relative, mount.target());
        }
        return mounts;
    }

    private List<String> folders(Part part) {
        List<String> folders = new ArrayList<>();
        for (Placement mount : part.mounts()) {
            folders.addAll(DependencyFolders.of(
                    mount, part.files(), path -> Files.isDirectory(Path.of(dev.root(), path))));
        }
        return folders.stream().distinct().toList();
    }

    /** A label that two containers share must not be for one alone. */
    static String label(List<Part> parts) {
        Set<String> seen = new HashSet<>();
        boolean shared = false;
        for (Part part : parts) {
            shared |= part.services().size() > 1;
            for (Placement mount : part.mounts()) {
                shared |= !seen.add(mount.source());
            }
        }
        return shared ? "z" : "Z";
    }
}
