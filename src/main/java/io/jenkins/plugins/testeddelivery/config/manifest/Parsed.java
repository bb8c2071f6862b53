package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The manifests of one kind, each read once; one that cannot be read is empty, and warned of. */
final class Parsed<T> {
    private final ManifestFiles files;
    private final ManifestKind kind;
    private final Reader<T> reader;
    private final Map<String, Optional<T>> known = new HashMap<>();

    /** How a manifest of this kind is read. */
    @FunctionalInterface
    interface Reader<T> {
        T read(byte[] bytes) throws Unreadable;
    }

    Parsed(ManifestFiles files, ManifestKind kind, Reader<T> reader) {
        this.files = files;
        this.kind = kind;
        this.reader = reader;
    }

    /** What the manifest says; empty if it cannot be read. */
    Optional<T> of(String path) {
        Optional<T> read = known.get(path);
        if (read == null) {
            // by this reader alone, and by its name everybody can tell
            boolean judged = ManifestEdit.judged(kind) && ManifestKind.of(path) == kind;
            read = judged ? files.readJudged(path, reader) : files.read(path, reader);
            known.put(path, read);
        }
        return read;
    }

    /** The same, and empty without a word if there is no such manifest. */
    Optional<T> ifThere(String path) {
        return files.of(kind).contains(path) ? of(path) : Optional.empty();
    }
}
