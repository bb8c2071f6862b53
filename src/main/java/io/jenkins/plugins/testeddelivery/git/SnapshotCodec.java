package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;

/** Packs a snapshot; what comes back damaged, cut short or written by another version is none. */
final class SnapshotCodec {
    private static final int CHECKSUM = 8;

    private SnapshotCodec() {}

    /** @param key tells what it is a snapshot of and who wrote it */
    static byte[] pack(String key, Snapshot snapshot) {
        PackedText text = new PackedText();
        text.put(key).put(snapshot.tree());
        new ProjectCodec(text).put(snapshot.project());
        text.put(snapshot.trialFiles()).put(snapshot.warnings());
        text.put(snapshot.asked()).put(snapshot.opaque()).put(snapshot.holding()).put(snapshot.lacking());
        text.put(snapshot.global().size());
        for (Entry entry : snapshot.global()) {
            text.put(entry.path()).put(entry.mode()).put(entry.id());
        }
        text.put(snapshot.locks().replaced());
        for (Component component : snapshot.project().components()) {
            Map<String, String> own = snapshot.locks().of(component.name());
            text.put(own);
            for (String lock : own.keySet()) {
                text.put(snapshot.locks().projects().getOrDefault(lock, Map.of())
                        .getOrDefault(component.name(), Set.of()));
            }
            text.put(snapshot.fingerprints().get(component.name()));
        }
        inputs(text, snapshot.inputs());
        byte[] body = text.written();
        byte[] all = Arrays.copyOf(body, body.length + CHECKSUM);
        long checksum = checksum(body, body.length);
        for (int i = 0; i < CHECKSUM; i++) {
            all[body.length + i] = (byte) (checksum >>> 8 * i);
        }
        return all;
    }

    static Optional<Snapshot> unpack(String key, byte[] bytes) {
        int end = bytes.length - CHECKSUM;
        if (end < 0 || stored(bytes, end) != checksum(bytes, end)) {
            return Optional.empty();
        }
        PackedText text = new PackedText(bytes);
        if (!text.text().equals(key)) {
            return Optional.empty();
        }
        String tree = text.text();
        Project project = new ProjectCodec(text).project();
        Map<String, String> trialFiles = text.map();
        List<String> warnings = text.texts();
        HashSet<String> asked = new HashSet<>(text.texts());
        HashSet<String> opaque = new HashSet<>(text.texts());
        HashSet<String> holding = new HashSet<>(text.texts());
        HashSet<String> lacking = new HashSet<>(text.texts());
        List<Entry> global = new ArrayList<>();
        for (int i = text.count(); i > 0; i--) {
            global.add(Entry.of(text.text(), text.count(), text.text()));
        }
        // sorted, as every state that is followed from here copies them, which then takes no comparison
        SortedMap<String, String> fingerprints = new TreeMap<>();
        SharedLocks.Found locks = new SharedLocks.Found(new HashMap<>(), new HashSet<>(text.texts()), new HashMap<>());
        for (Component component : project.components()) {
            Map<String, String> own = text.map();
            if (!own.isEmpty()) {
                locks.byComponent().put(component.name(), own);
                for (String lock : own.keySet()) {
                    List<String> used = text.texts();
                    if (!used.isEmpty()) {
                        locks.projects()
                                .computeIfAbsent(lock, path -> new HashMap<>())
                                .put(component.name(), new TreeSet<>(used));
                    }
                }
            }
            fingerprints.put(component.name(), text.text());
        }
        Inputs inputs = inputs(text, project);
        return text.atEnd(end)
                ? Optional.of(new Snapshot(
                        tree,
                        project,
                        inputs,
                        fingerprints,
                        trialFiles,
                        warnings,
                        global,
                        locks,
                        asked,
                        opaque,
                        holding,
                        lacking))
                : Optional.empty();
    }

    /** Most images share what they copy and ignore: each of these is written once. */
    private static void inputs(PackedText text, Inputs inputs) {
        text.put(inputs.configFile()).put(inputs.submodules());
        Map<CopySources, Integer> sources = new HashMap<>();
        Map<List<String>, Integer> ignores = new HashMap<>();
        for (Inputs.Unit unit : inputs.units()) {
            if (unit.owning()) {
                continue;
            }
            ImageContext context = unit.context();
            text.put(context.root()).put(context.definitions()).put(context.hidden());
            Integer ignore = ignores.putIfAbsent(context.ignore().lines(), ignores.size());
            text.put(ignore == null ? 0 : ignore + 1);
            if (ignore == null) {
                text.put(context.ignore().lines());
            }
            Integer known = sources.putIfAbsent(context.sources(), sources.size());
            text.put(known == null ? 0 : known + 1);
            if (known == null) {
                text.put(context.sources().everything() ? 1 : 0).put(context.sources().sources().size());
                for (CopySources.Source source : context.sources().sources()) {
                    text.put(source.folder());
                    text.put(source.globs().stream().map(CopySources.Glob::toString).toList());
                }
            }
        }
    }

    private static Inputs inputs(PackedText text, Project project) {
        String configFile = text.text();
        HashSet<String> submodules = new HashSet<>(text.texts());
        List<CopySources> sources = new ArrayList<>();
        List<DockerIgnore> ignores = new ArrayList<>();
        Map<String, ImageContext> contexts = new HashMap<>(project.components().size() * 2);
        for (Component component : project.components()) {
            if (component.kind() != Component.Kind.IMAGE) {
                continue;
            }
            String root = text.text();
            List<String> definitions = text.texts();
            List<String> hidden = text.texts();
            int ignore = text.count();
            if (ignore == 0) {
                ignores.add(DockerIgnore.ofLines(text.texts()));
                ignore = ignores.size();
            }
            int known = text.count();
            if (known == 0) {
                sources.add(sources(text));
                known = sources.size();
            }
            contexts.put(
                    component.name(),
                    new ImageContext(root, ignores.get(ignore - 1), sources.get(known - 1), definitions, hidden));
        }
        return Inputs.of(project, contexts, submodules, configFile);
    }

    private static CopySources sources(PackedText text) {
        boolean everything = text.count() == 1;
        List<CopySources.Source> sources = new ArrayList<>();
        for (int i = text.count(); i > 0; i--) {
            String folder = text.text();
            List<CopySources.Glob> globs = new ArrayList<>();
            for (String glob : text.texts()) {
                globs.add(new CopySources.Glob(glob));
            }
            sources.add(new CopySources.Source(folder, globs));
        }
        return everything ? CopySources.EVERYTHING : new CopySources(false, List.copyOf(sources));
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue() << 32 | length;
    }

    private static long stored(byte[] bytes, int at) {
        long stored = 0;
        for (int i = 0; i < CHECKSUM; i++) {
            stored |= (bytes[at + i] & 0xFFL) << 8 * i;
        }
        return stored;
    }
}
