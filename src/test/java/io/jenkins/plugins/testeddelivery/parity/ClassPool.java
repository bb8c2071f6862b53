package io.jenkins.plugins.testeddelivery.parity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Looks up classes and other files in folders and archives, then in the JDK, without loading a class. */
final class ClassPool {
    private static final String IN_A_WAR = "WEB-INF/classes/";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, Optional<ClassNode>> classes = new HashMap<>();

    /** Adds a folder of classes. */
    ClassPool folder(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.putIfAbsent(name, Files.readAllBytes(file));
            }
        }
        return this;
    }

    /** Adds every jar of a folder, and of every war what lies beside its jars. */
    ClassPool archivesOf(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.sorted().toList()) {
                if (file.toString().endsWith(".jar")) {
                    Set<String> before = Set.copyOf(files.keySet());
                    archive(Files.newInputStream(file), "");
                    String origin = origin(file);
                    files.keySet().stream()
                            .filter(name -> !before.contains(name))
                            .forEach(name -> origins.put(name, origin));
                } else if (file.toString().endsWith(".war")) {
                    archive(Files.newInputStream(file), IN_A_WAR);
                }
            }
        }
        return this;
    }

    /** The plugin whose own jar this is, else the jar's name. */
    private static String origin(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String plugin = manifest == null ? null : manifest.getMainAttributes().getValue("Short-Name");
            return plugin == null ? jar.getFileName().toString() : plugin;
        }
    }

    /** Adds the entries of an archive whose names start so, without that. */
    ClassPool archive(InputStream content, String prefix) throws IOException {
        try (ZipInputStream in = new ZipInputStream(content)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                boolean wanted = name.startsWith(prefix) && name.matches(".*\\.(class|jelly|svg|jar|MF)");
                if (!entry.isDirectory() && wanted && !name.startsWith("META-INF/versions/")) {
                    files.putIfAbsent(name.substring(prefix.length()), in.readAllBytes());
                }
            }
        }
        return this;
    }

    /** Adds what another pool holds. */
    ClassPool and(ClassPool other) {
        other.files.forEach(files::putIfAbsent);
        return this;
    }

    /** Names of all files that were added. */
    Set<String> names() {
        return files.keySet();
    }

    Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Internal names of the classes that were added, in order. */
    Set<String> classNames() {
        Set<String> names = new TreeSet<>();
        for (String name : files.keySet()) {
            if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                names.add(name.substring(0, name.length() - ".class".length()));
            }
        }
        return names;
    }

    /** The plugin, or the name of the jar, that a file comes from; empty if it came in another way. */
    Optional<String> origin(String file) {
        return Optional.ofNullable(origins.get(file));
    }

    boolean holds(String name) {
        return files.containsKey(name + ".class");
    }

    /** A class by its internal name: of what was added, or of the JDK. */
    Optional<ClassNode> find(String name) {
        return classes.computeIfAbsent(name, this::read);
    }

    private Optional<ClassNode> read(String name) {
        byte[] added = files.get(name + ".class");
        if (added != null) {
            return Optional.of(node(added));
        }
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(node(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES);
        return node;
    }

    /** Names of a class and of all its supertypes that are known: superclasses before interfaces. */
    Set<String> lineage(String name) {
        Set<String> line = new LinkedHashSet<>();
        for (String next = name; next != null; next = superName(next)) {
            line.add(next);
        }
        for (String type : List.copyOf(line)) {
            addInterfaces(type, line);
        }
        return line;
    }

    private String superName(String name) {
        return find(name).map(node -> node.superName).orElse(null);
    }

    private void addInterfaces(String name, Set<String> line) {
        for (String one : find(name).map(node -> node.interfaces).orElse(List.of())) {
            line.add(one);
            addInterfaces(one, line);
        }
    }
}
