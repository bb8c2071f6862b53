package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.DependencyOrder;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes each component's fingerprint document and its checksum, the input fingerprint. The document is pure ASCII and
 * holds nothing but what goes into the component:
 *
 * <pre>
 * td-fp/1
 * kind image
 * definition {"args":{…},"context":…}
 * global 100644 &lt;object id&gt; "package.json"      sorted by path
 * lock sha256:… "package-lock.json"             what it resolves to for this component
 * dependency proto sha256:…                     sorted by name
 * file 100644 &lt;object id&gt; "services/api/app.py" sorted by path
 * </pre>
 */
final class Fingerprints {
    private static final byte[] GLOBAL = ascii("global ");
    private static final byte[] FILE = ascii("file ");
    private static final byte[] SPACE = ascii(" ");
    private static final byte[] NEWLINE = ascii("\n");

    private final Project project;
    private final FilesOf files;
    private final SharedLocks.Found locks;
    private final boolean withDocuments;
    private final SortedMap<String, String> fingerprints = new TreeMap<>();
    private final Map<String, String> documents = new TreeMap<>();
    private final AsciiText text = new AsciiText();
    private final byte[] globalLines;

    private Fingerprints(Project project, FilesOf files, SharedLocks.Found locks, boolean withDocuments) {
        this.project = project;
        this.files = files;
        this.locks = locks;
        this.withDocuments = withDocuments;
        for (Entry entry : files.global()) {
            if (!locks.replaces(entry.path())) {
                line(GLOBAL, entry);
            }
        }
        this.globalLines = text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static Fingerprints of(Project project, FilesOf files, SharedLocks.Found locks, boolean withDocuments) {
        Set<String> names = new HashSet<>();
        for (Component component : project.components()) {
            names.add(component.name());
        }
        return again(project, files, locks, withDocuments, names, Map.of());
    }

    /**
     * Of some components only.
     *
     * @param names all that depend on one of them, through any number of steps, must be among them
     * @param known the fingerprints of the others
     */
    static Fingerprints again(
            Project project,
            FilesOf files,
            SharedLocks.Found locks,
            boolean withDocuments,
            Set<String> names,
            Map<String, String> known) {
        Fingerprints all = new Fingerprints(project, files, locks, withDocuments);
        all.fingerprints.putAll(known);
        Map<String, Component> components = new HashMap<>();
        for (Component component : project.components()) {
            components.put(component.name(), component);
        }
        Map<String, List<String>> dependencies = new HashMap<>();
        Map<String, List<String>> among = new HashMap<>();
        for (String name : names) {
            List<String> others = new ArrayList<>();
            List<String> othersAmong = new ArrayList<>();
            for (String other : components.get(name).dependsOn()) {
                if (components.containsKey(other) && !other.equals(name)) {
                    others.add(other);
                    if (names.contains(other)) {
                        othersAmong.add(other);
                    }
                }
            }
            dependencies.put(name, others);
            among.put(name, othersAmong);
        }
        for (List<String> group : DependencyOrder.of(among)) {
            all.group(group, components, dependencies);
        }
        return all;
    }

    /** By component. */
    SortedMap<String, String> fingerprints() {
        return fingerprints;
    }

    /** By component; empty if not asked for. */
    Map<String, String> documents() {
        return documents;
    }

    /**
     * A group of more than one is a cycle: each member sees the others as they are without any of the group, so that
     * every change in the group reaches all of it.
     */
    private void group(List<String> names, Map<String, Component> components, Map<String, List<String>> dependencies) {
        Set<String> members = new HashSet<>(names);
        Map<String, String> alone = new HashMap<>();
        if (names.size() > 1) {
            for (String name : names) {
                Map<String, String> outside = known(dependencies.get(name), members);
                write(components.get(name), outside);
                alone.put(name, text.digest());
            }
        }
        for (String name : names) {
            Map<String, String> all = known(dependencies.get(name), members);
            for (Map.Entry<String, String> other : alone.entrySet()) {
                if (!other.getKey().equals(name)) {
                    all.put(other.getKey(), other.getValue());
                }
            }
            write(components.get(name), all);
            fingerprints.put(name, text.digest());
            if (withDocuments) {
                documents.put(name, text.toString());
            }
        }
    }

    private Map<String, String> known(List<String> names, Set<String> without) {
        Map<String, String> known = new TreeMap<>();
        for (String name : names) {
            if (!without.contains(name)) {
                known.put(name, fingerprints.get(name));
            }
        }
        return known;
    }

    private void write(Component component, Map<String, String> dependencies) {
        text.clear().add("td-fp/1\nkind ").add(component.kind().word());
        text.add("\ndefinition ").addDocument(Json.canonical(definition(component))).add("\n");
        text.add(globalLines);
        for (Map.Entry<String, String> lock : locks.of(component.name()).entrySet()) {
            text.add("lock ").add(lock.getValue()).add(" ").addJson(lock.getKey()).add("\n");
        }
        for (Map.Entry<String, String> dependency : dependencies.entrySet()) {
            text.add("dependency ").add(dependency.getKey()).add(" ").add(dependency.getValue()).add("\n");
        }
        for (Entry entry : files.of(component.name())) {
            line(FILE, entry);
        }
    }

    private void line(byte[] kind, Entry entry) {
        text.add(kind).add(entry.octalMode()).add(SPACE);
        text.add(entry.text(), entry.at(), entry.length()).add(SPACE);
        text.addJson(entry.path()).add(NEWLINE);
    }

    private static Map<String, Object> definition(Component component) {
        Map<String, Object> definition = new TreeMap<>();
        definition.put("path", component.path());
        if (component.product() instanceof Component.Image image) {
            Map<String, Object> args = new TreeMap<>();
            for (Map.Entry<String, String> arg : image.args().entrySet()) {
                args.put(arg.getKey(), keyed(component, arg.getKey(), arg.getValue()));
            }
            definition.put("dockerfile", image.dockerfile());
            definition.put("context", image.context());
            definition.put("target", image.target());
            definition.put("args", args);
            definition.put("platform", image.platform());
        } else if (component.product() instanceof Component.Archive archive) {
            definition.put("run", new ArrayList<>(archive.run()));
            definition.put("outputs", archive.outputs());
        }
        return definition;
    }

    /** A value may be a secret; the key keeps equal values of different arguments from being seen as equal. */
    private static String keyed(Component component, String name, String value) {
        return Digests.of("td-fp/1 argument\0" + component.path() + "\0" + name + "\0" + value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
