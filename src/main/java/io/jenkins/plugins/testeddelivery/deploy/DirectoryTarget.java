package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Archives in a directory: every release unpacked beside the others, and a link that names the one that counts. */
final class DirectoryTarget implements Target {
    private static final Duration RESTART_LIMIT = Duration.ofMinutes(10);
    private static final int SHOWN = 10;

    private final Ports ports;
    private final String directory;
    private final State state;
    private final Settings settings;

    DirectoryTarget(Ports ports, String directory, State state, Settings settings) {
        this.ports = ports;
        this.directory = directory;
        this.state = state;
        this.settings = settings;
    }

    @Override
    public Set<String> places(Layout layout) {
        return layout.archives().keySet();
    }

    @Override
    public List<Change> compare(Layout layout) throws IOException, InterruptedException {
        List<Change> changes = new ArrayList<>();
        Map<String, Layout.Archive> before =
                state.runningLayout().map(Layout::archives).orElse(Map.of());
        ReleaseDirectory.Found found = look(layout.version(), layout.archives().keySet());
        boolean current = found.current().equals(layout.version());
        Map<String, Layout.Archive> recorded = state.layouts().containsKey(layout.version())
                ? state.layouts().get(layout.version()).archives()
                : layout.archives();
        layout.archives().forEach((component, archive) -> {
            Layout.Archive earlier = before.get(component);
            if (current) {
                String tree = recorded.getOrDefault(component, archive).tree();
                if (!tree.isEmpty() && !tree.equals(found.trees().get(component))) {
                    changes.add(new Change(
                            component, component, Change.How.RESTART, "its files are not those that were unpacked"));
                }
            } else if (earlier == null) {
                changes.add(new Change(component, component, Change.How.START, "is new here"));
            } else if (!earlier.sha256().equals(archive.sha256())) {
                changes.add(new Change(component, component, Change.How.REPLACE, "another archive"));
            }
        });
        if (!current && !layout.archives().isEmpty()) {
            String from = found.current().isEmpty() ? "" : " instead of releases/" + found.current();
            changes.add(new Change("current", "", Change.How.REPLACE, "names releases/" + layout.version() + from));
        }
        return changes;
    }

    @Override
    public List<String> toBring(Layout layout, Source source) {
        return layout.archives().keySet().stream()
                .map(component -> "UNPACK " + component + ": " + source.file(component) + " to " + directory
                        + "/releases/" + layout.version() + "/" + component)
                .toList();
    }

    @Override
    public Layout prepare(Layout layout, Source source) throws IOException, InterruptedException {
        if (layout.archives().isEmpty()) {
            return layout;
        }
        TreeMap<String, String> files = new TreeMap<>();
        TreeMap<String, String> sums = new TreeMap<>();
        layout.archives().forEach((component, archive) -> {
            files.put(component, source.file(component));
            sums.put(component, archive.sha256());
        });
        ports.log().line("Unpacking " + String.join(", ", files.keySet()) + " to " + directory + "/releases/"
                + layout.version());
        Map<String, String> trees =
                ports.workspace().act(new ReleaseDirectory.Unpack(directory, layout.version(), files, sums));
        Map<String, Layout.Archive> archives = new TreeMap<>();
        layout.archives()
                .forEach((component, archive) ->
                        archives.put(component, new Layout.Archive(archive.sha256(), trees.get(component))));
        return layout.withArchives(archives);
    }

    @Override
    public String missing(Layout layout) throws IOException, InterruptedException {
        ReleaseDirectory.Found found = look(layout.version(), layout.archives().keySet());
        for (Map.Entry<String, Layout.Archive> archive : layout.archives().entrySet()) {
            String tree = found.trees().get(archive.getKey());
            String place = directory + "/releases/" + layout.version() + "/" + archive.getKey();
            if (tree == null) {
                return place + " is no longer there";
            }
            if (!tree.equals(archive.getValue().tree())) {
                return "the files in " + place + " are not those that were unpacked";
            }
        }
        return "";
    }

    @Override
    public void apply(Layout layout) throws IOException, InterruptedException {
        if (layout.archives().isEmpty()) {
            return;
        }
        ports.workspace().act(new ReleaseDirectory.Switch(directory, layout.version()));
        ports.log().line(directory + "/current is releases/" + layout.version());
        if (!layout.definition().restart().isEmpty()) {
            try (Kit kit = Kit.open(ports, layout)) {
                kit.run(
                        "restart",
                        layout.definition().restart(),
                        directory + "/current",
                        settings,
                        RESTART_LIMIT);
            }
        }
    }

    @Override
    public void withdraw(Layout layout) throws IOException, InterruptedException {
        ports.workspace().act(new ReleaseDirectory.Withdraw(directory, layout.version()));
    }

    @Override
    public List<Seen> look(Layout layout) {
        return List.of();
    }

    @Override
    public List<String> drift(Layout layout) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        if (layout.archives().isEmpty()) {
            return all;
        }
        ReleaseDirectory.Found found = look(layout.version(), layout.archives().keySet());
        if (!found.current().equals(layout.version())) {
            all.add(directory + "/current names "
                    + (found.current().isEmpty() ? "nothing" : "releases/" + found.current()) + " and not releases/"
                    + layout.version() + ", which was deployed");
        }
        List<String> differences = found.differences();
        differences.stream().limit(SHOWN).forEach(all::add);
        if (differences.size() > SHOWN) {
            all.add("… and " + (differences.size() - SHOWN) + " files more");
        }
        layout.archives().forEach((component, archive) -> {
            if (!archive.tree().equals(found.trees().get(component))) {
                all.add("the files of " + component + " in " + directory + "/releases/" + layout.version()
                        + " are not those of the archive " + archive.sha256());
            }
        });
        return all;
    }

    @Override
    public void tidy(State after) throws IOException, InterruptedException {
        TreeSet<String> keep = new TreeSet<>(new Retention(after).versions());
        for (String version : ports.workspace().act(new ReleaseDirectory.Retain(directory, keep))) {
            ports.log().line("Removed releases/" + version + ", which is too old to be kept");
        }
    }

    private ReleaseDirectory.Found look(String version, Set<String> components)
            throws IOException, InterruptedException {
        return ports.workspace().act(new ReleaseDirectory.Look(directory, version, new TreeSet<>(components)));
    }
}
