package io.jenkins.plugins.testeddelivery.parity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The plugin as it was packed, beside the jars of a real Jenkins. */
record PackedPlugin(Path folder, ClassPool own, ClassPool bundled, ClassPool real, Set<String> needed) {
    private static final String OWN_JAR = "tested-delivery.jar";
    /** Jars of libraries that plugins bring, and which. */
    private static final Map<String, String> BROUGHT = Map.ofEntries(
            Map.entry("bcpkix-", "bouncycastle-api"),
            Map.entry("bcprov-", "bouncycastle-api"),
            Map.entry("bcutil-", "bouncycastle-api"),
            Map.entry("commons-compress-", "commons-compress-api"),
            Map.entry("commons-lang3-", "commons-lang3-api"),
            Map.entry("jackson-annotations-", "jackson2-api"),
            Map.entry("jackson-core-", "jackson2-api"),
            Map.entry("jackson-databind-", "jackson2-api"),
            Map.entry("jackson-dataformat-toml-", "jackson2-api"),
            Map.entry("org.eclipse.jgit-", "git-client"),
            Map.entry("snakeyaml-engine-", "snakeyaml-engine-api"));

    static PackedPlugin beside(Path folder) {
        try (JarFile hpi = new JarFile("target/tested-delivery.hpi")) {
            Set<String> needed = Arrays.stream(
                            hpi.getManifest().getMainAttributes().getValue("Plugin-Dependencies").split(","))
                    .map(one -> one.replaceFirst(":.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            ClassPool jars = new ClassPool().archive(Files.newInputStream(Path.of(hpi.getName())), "WEB-INF/lib/");
            ClassPool own = new ClassPool();
            ClassPool bundled = new ClassPool();
            for (String name : jars.names()) {
                ClassPool to = name.equals(OWN_JAR) ? own : bundled;
                to.archive(new ByteArrayInputStream(jars.file(name).orElseThrow()), "");
            }
            return new PackedPlugin(folder, own, bundled, new ClassPool().archivesOf(folder), needed);
        } catch (IOException e) {
            throw new IllegalStateException("cannot compare the packed plugin with " + folder, e);
        }
    }

    ClassPool everything() {
        return new ClassPool().and(own).and(bundled).and(real);
    }

    /** The plugins that bring what these classes refer to. */
    Set<String> pluginsBehind(ClassPool classes) {
        Set<String> plugins = new TreeSet<>();
        for (String type : References.types(classes, everything())) {
            if (own.holds(type) || bundled.holds(type)) {
                continue;
            }
            String origin = real.origin(type + ".class").orElse("");
            BROUGHT.entrySet().stream()
                    .filter(library -> origin.startsWith(library.getKey()))
                    .forEach(library -> plugins.add(library.getValue()));
            if (!origin.isEmpty() && !origin.endsWith(".jar")) {
                plugins.add(origin);
            }
        }
        return plugins;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
