package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.DockerfileEdit;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.manifest.ManifestEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges edits of files that definitions were read from: what was read of them before is compared with what is to be read
 * now. Most edits of a manifest or a Dockerfile define nothing new.
 */
final class DefinitionEdits {
    private final Snapshot snapshot;
    private final GitObjects objects;
    private final Optional<Disk> disk;
    private final LockEdits locks;
    private final Map<String, String> moved = new HashMap<>();
    private final boolean readable;
    private Map<String, List<Component.Image>> dockerfiles = Map.of();
    private Set<String> names = Set.of();

    /** @param disk where what Git has not stored yet lies */
    DefinitionEdits(Snapshot snapshot, GitObjects objects, Optional<Disk> disk, LockEdits locks) {
        this.snapshot = snapshot;
        this.locks = locks;
        this.objects = objects;
        this.disk = disk;
        // what could not be read is taken to depend on anything
        this.readable = !anyUnreadable(snapshot.warnings()) && !anyUnreadable(snapshot.project().warnings());
    }

    private static boolean anyUnreadable(List<String> warnings) {
        for (String warning : warnings) {
            if (warning.startsWith("UNREADABLE")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same is defined after this edit as before. */
    boolean sameAfter(Delta delta) throws IOException {
        String path = delta.path();
        if (delta.addsOrDeletes()
                || !readable
                || snapshot.opaque().contains(path)
                // what it is made of is on record
                || snapshot.trialFiles().containsKey(path)) {
            return false;
        }
        if (snapshot.locks().replaces(path)) {
            Optional<byte[]> lock = content(delta.after().get());
            return lock.isPresent() && locks.follow(delta.after().get(), lock.get());
        }
        index();
        boolean manifest = ManifestEdit.judged(path);
        boolean dockerfile = dockerfiles.containsKey(path);
        if (!manifest && !dockerfile) {
            return false;
        }
        Optional<byte[]> before = content(delta.before().get());
        Optional<byte[]> after = content(delta.after().get());
        return before.isPresent()
                && after.isPresent()
                && (!manifest || noted(ManifestEdit.moved(path, before.get(), after.get(), names)))
                && (!dockerfile || sameDockerfile(path, text(before.get()), text(after.get())));
    }

    /** What all edits that were judged make of the snapshot's definitions. */
    Snapshot snapshot() {
        Project project = project();
        return project == snapshot.project() && !locks.any() ? snapshot : snapshot.with(project, locks.global(), locks.found());
    }

    /** Components whose share in a lock file is another one. */
    Set<String> resolvingElse() {
        return locks.changed();
    }

    private Project project() {
        Map<String, String> elsewhere = new HashMap<>();
        for (Map.Entry<String, String> one : moved.entrySet()) {
            if (!one.getKey().equals(one.getValue())) {
                elsewhere.put(one.getKey(), one.getValue());
            }
        }
        if (elsewhere.isEmpty()) {
            return snapshot.project();
        }
        List<Component> components = new ArrayList<>();
        for (Component component : snapshot.project().components()) {
            boolean any = false;
            for (Component.Link link : component.facts().links()) {
                any |= elsewhere.containsKey(link.source());
            }
            components.add(any ? component.withSources(elsewhere) : component);
        }
        return snapshot.project().with(components);
    }

    /** Empty: it is not to be had. */
    private Optional<byte[]> content(Entry entry) throws IOException {
        Optional<byte[]> blob = objects.blob(entry.id());
        if (blob.isPresent() || disk.isEmpty()) {
            return blob;
        }
        Optional<Path> file = disk.get().locate(entry.path());
        try {
            return file.isPresent() && Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readAllBytes(file.get()))
                    : Optional.empty();
        } catch (IOException e) {
            // the full look says what is wrong with it
            return Optional.empty();
        }
    }

    private boolean noted(Optional<Map<String, String>> lines) {
        lines.ifPresent(moved::putAll);
        return lines.isPresent();
    }

    private boolean sameDockerfile(String path, String before, String after) {
        Dockerfile then = Dockerfile.parse(before);
        Dockerfile now = Dockerfile.parse(after);
        if (!CopySources.of(then).equals(CopySources.of(now)) || ReadInputs.triggers(before) != ReadInputs.triggers(after)) {
            return false;
        }
        boolean images = false;
        for (Component component : snapshot.project().components()) {
            images |= !component.services().isEmpty();
        }
        for (Component.Image image : dockerfiles.get(path)) {
            if (!noted(DockerfileEdit.moved(image, then, now, images))) {
                return false;
            }
        }
        return true;
    }

    private void index() {
        if (!names.isEmpty()) {
            return;
        }
        dockerfiles = new HashMap<>();
        names = new HashSet<>();
        for (Component component : snapshot.project().components()) {
            names.add(component.name());
            names.addAll(component.aliases());
            names.addAll(component.facts().shared());
            if (component.product() instanceof Component.Image image) {
                List<Component.Image> users = dockerfiles.get(image.dockerfile());
                if (users == null) {
                    users = new ArrayList<>();
                    dockerfiles.put(image.dockerfile(), users);
                }
                users.add(image);
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
