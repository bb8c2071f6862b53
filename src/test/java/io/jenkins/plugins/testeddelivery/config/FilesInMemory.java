package io.jenkins.plugins.testeddelivery.config;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/** A repository's files, as a test wants them. */
final class FilesInMemory implements SourceFiles {
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    FilesInMemory with(String path, String content) {
        return with(path, content.getBytes(StandardCharsets.UTF_8));
    }

    FilesInMemory with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** These and one more, in a copy. */
    FilesInMemory and(String path, String content) {
        FilesInMemory copy = new FilesInMemory();
        copy.files.putAll(files);
        return copy.with(path, content);
    }

    Project read() throws Exception {
        return ProjectReader.read(this, ProjectReader.DEFAULT_FILE, false, "My Shop");
    }

    @Override
    public Collection<String> paths() {
        return files.keySet();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public boolean folderExists(String folder) {
        String next = files.ceilingKey(folder + "/");
        return folder.isEmpty() || next != null && next.startsWith(folder + "/");
    }
}
