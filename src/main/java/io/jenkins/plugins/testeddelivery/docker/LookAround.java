package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks at the machine beside the files: how much room there is in a folder, how much memory, which emulators.
 *
 * @param folder absolute; one that is not there is on another machine
 */
public record LookAround(String folder) implements Workspace.Work<LookAround.Seen> {
    /** By what emulators are called, the platforms they run. */
    private static final Map<String, String> EMULATORS = new TreeMap<>(Map.of(
            "qemu-aarch64", "linux/arm64",
            "qemu-x86_64", "linux/amd64",
            "qemu-arm", "linux/arm",
            "qemu-riscv64", "linux/riscv64",
            "qemu-ppc64le", "linux/ppc64le",
            "qemu-s390x", "linux/s390x",
            "qemu-i386", "linux/386"));

    /** @param free bytes, -1: unknown; likewise {@code available} */
    public record Seen(long free, long available, ArrayList<String> foreign) implements Serializable {}

    @Override
    public Seen in(Workspace.Place place) throws IOException {
        Path path = place.path(folder);
        long free = folder.isEmpty() || !Files.isDirectory(path) ? -1 : Files.getFileStore(path).getUsableSpace();
        return new Seen(free, available(Path.of("/proc/meminfo")), emulators(Path.of("/proc/sys/fs/binfmt_misc")));
    }

    static long available(Path meminfo) throws IOException {
        if (!Files.isReadable(meminfo)) {
            return -1;
        }
        for (String line : Files.readAllLines(meminfo, StandardCharsets.ISO_8859_1)) {
            String digits = line.replaceAll("\\D", "");
            if (line.startsWith("MemAvailable:") && digits.matches("\\d{1,15}")) {
                return Long.parseLong(digits) * 1024;
            }
        }
        return -1;
    }

    private static ArrayList<String> emulators(Path folder) throws IOException {
        ArrayList<String> found = new ArrayList<>();
        if (!Files.isReadable(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            EMULATORS.forEach((name, platform) -> {
                if (names.contains(name)) {
                    found.add(platform);
                }
            });
        }
        return found;
    }
}
