package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.build.UnpackArchive;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Folders;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The files of a directory environment, beside the files: {@code releases/<version>/<component>/}, the link
 * {@code current}, and in {@code .delivery/files/} a list of what was unpacked.
 */
final class ReleaseDirectory {
    private static final String RELEASES = "releases";
    private static final String CURRENT = "current";
    private static final String PART = ".part";

    private final Path root;

    private ReleaseDirectory(Path root) {
        this.root = root;
    }

    static ReleaseDirectory at(Workspace.Place place, String directory) {
        return new ReleaseDirectory(place.path(directory).toAbsolutePath().normalize());
    }

    private Path release(String version) {
        return root.resolve(RELEASES).resolve(version);
    }

    private Path listing(String version) {
        return root.resolve(FolderStore.FOLDER).resolve("files").resolve(version + ".json");
    }

    private Path current() {
        return root.resolve(CURRENT);
    }

    /** The version that {@code current} names; empty: there is no such link. */
    private String target() throws IOException {
        if (!Files.isSymbolicLink(current())) {
            return "";
        }
        Path target = root.resolve(Files.readSymbolicLink(current())).normalize();
        return target.getParent() != null && target.getParent().equals(root.resolve(RELEASES))
                ? target.getFileName().toString()
                : target.toString();
    }

    private void requireLink() {
        if (Files.exists(current(), LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(current())) {
            throw Failure.failed(current() + " is not a symbolic link, so releases cannot be switched there. Move it away"
                    + " or give the environment another directory.");
        }
    }

    /** A list per component of what was unpacked; empty where it cannot be read. */
    private Map<String, Map<String, String>> listed(String version) throws IOException {
        Map<String, Map<String, String>> all = new TreeMap<>();
        try {
            Map<String, Object> read = Json.readObject(Files.readAllBytes(listing(version)));
            read.keySet().forEach(component -> all.put(component, Json.textMap(read, component)));
        } catch (NoSuchFileException e) {
            return all;
        }
        return all;
    }

    /**
     * Unpacks archives to {@code releases/<version>}: beside it first, and renamed when all is there.
     *
     * @param archives file by component
     * @param sha256 that the file must have, by component
     */
    record Unpack(String directory, String version, TreeMap<String, String> archives, TreeMap<String, String> sha256)
            implements Workspace.Work<TreeMap<String, String>> {
        @Override
        public TreeMap<String, String> in(Workspace.Place place) throws IOException, InterruptedException {
            ReleaseDirectory here = at(place, directory);
            here.requireLink();
            Files.createDirectories(here.root.resolve(RELEASES));
            here.clean();
            Path part = here.release(version + PART);
            try {
                Files.createDirectory(part);
                TreeMap<String, TreeMap<String, String>> lists = new TreeMap<>();
                for (Map.Entry<String, String> archive : archives.entrySet()) {
                    String component = archive.getKey();
                    String found = Digests.of(place.path(archive.getValue()));
                    if (!found.equals(sha256.get(component))) {
                        throw Failure.failed(archive.getValue() + " has the checksum " + found + " and not "
                                + sha256.get(component) + ", which was tested. Take the release from where it was exported"
                                + " again.");
                    }
                    Path folder = part.resolve(component);
                    new UnpackArchive(place.path(archive.getValue()).toString(), folder.toString()).in(place);
                    lists.put(component, FileTree.list(folder, true));
                }
                here.keep(version, part, lists);
                TreeMap<String, String> trees = new TreeMap<>();
                lists.forEach((component, list) -> trees.put(component, FileTree.digest(list)));
                return trees;
            } finally {
                Folders.delete(part);
            }
        }
    }

    /** What a deployment that died over it has left. */
    private void clean() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root.resolve(RELEASES), "*" + PART)) {
            for (Path leftover : leftovers) {
                Folders.delete(leftover);
            }
        }
    }

    private void keep(String version, Path part, TreeMap<String, TreeMap<String, String>> lists) throws IOException {
        Path release = release(version);
        WholeFile.write(listing(version), Json.pretty(lists));
        if (Files.isDirectory(release, LinkOption.NOFOLLOW_LINKS)) {
            boolean same = true;
            for (Map.Entry<String, TreeMap<String, String>> list : lists.entrySet()) {
                Path folder = release.resolve(list.getKey());
                same &= Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && FileTree.list(folder, false).equals(list.getValue());
            }
            if (same) {
                return;
            }
            // somebody changed what was unpacked; a link that is not there for a moment is the price of getting it back
            Path changed = release(version + ".changed" + PART);
            WholeFile.move(release, changed);
            WholeFile.move(part, release);
            Folders.delete(changed);
        } else {
            WholeFile.move(part, release);
        }
        WholeFile.flushFolder(release.getParent());
    }

    /**
     * What a look at the directory finds.
     *
     * @param current version that {@code current} names; empty: none
     * @param trees digest of the files of each component of the version asked for; missing: not there
     * @param differences what is not as it was unpacked, in words
     */
    record Found(String current, TreeMap<String, String> trees, ArrayList<String> differences)
            implements Serializable {}

    /** Looks at {@code current} and at the files of a version. */
    record Look(String directory, String version, TreeSet<String> components) implements Workspace.Work<Found> {
        @Override
        public Found in(Workspace.Place place) throws IOException {
            ReleaseDirectory here = at(place, directory);
            TreeMap<String, String> trees = new TreeMap<>();
            ArrayList<String> differences = new ArrayList<>();
            Map<String, Map<String, String>> listed =
                    components.isEmpty() ? Map.of() : here.listed(version);
            for (String component : components) {
                Path folder = here.release(version).resolve(component);
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    TreeMap<String, String> list = FileTree.list(folder, false);
                    trees.put(component, FileTree.digest(list));
                    differ(component, listed.getOrDefault(component, Map.of()), list, differences);
                }
            }
            return new Found(here.target(), trees, differences);
        }

        private static void differ(
                String component, Map<String, String> was, Map<String, String> now, List<String> into) {
            Set<String> names = new TreeSet<>(was.keySet());
            names.addAll(now.keySet());
            Map<String, String> words = new HashMap<>();
            for (String name : names) {
                if (!now.containsKey(name)) {
                    words.put(name, "is missing");
                } else if (!was.containsKey(name)) {
                    words.put(name, "was added");
                } else if (!now.get(name).equals(was.get(name))) {
                    words.put(name, "was changed");
                }
            }
            names.stream().filter(words::containsKey).forEach(name -> into.add(
                    component + "/" + name.replaceAll("\\p{Cntrl}", "?") + " " + words.get(name)));
        }
    }

    /** Lets {@code current} name another version, in one step. */
    record Switch(String directory, String version) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            ReleaseDirectory here = at(place, directory);
            here.requireLink();
            if (!Files.isDirectory(here.release(version), LinkOption.NOFOLLOW_LINKS)) {
                throw Failure.failed("There is no " + here.release(version) + " to switch to.");
            }
            Path link = here.root.resolve(FolderStore.FOLDER).resolve("current-" + UUID.randomUUID());
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(RELEASES, version));
            try {
                WholeFile.move(link, here.current());
            } finally {
                Files.deleteIfExists(link);
            }
            WholeFile.flushFolder(here.root);
            return true;
        }
    }

    /** Takes {@code current} away if it names the version, and the version's files. */
    record Withdraw(String directory, String version) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            ReleaseDirectory here = at(place, directory);
            if (here.target().equals(version)) {
                Files.delete(here.current());
                WholeFile.flushFolder(here.root);
            }
            here.forget(version);
            return true;
        }
    }

    /** Takes away the files of every version that was unpacked here but those to keep and the one that is current. */
    record Retain(String directory, TreeSet<String> keep) implements Workspace.Work<ArrayList<String>> {
        @Override
        public ArrayList<String> in(Workspace.Place place) throws IOException {
            ReleaseDirectory here = at(place, directory);
            ArrayList<String> gone = new ArrayList<>();
            List<Path> listings = new ArrayList<>();
            try (DirectoryStream<Path> all =
                    Files.newDirectoryStream(here.listing("any").getParent(), "*.json")) {
                all.forEach(listings::add);
            } catch (NoSuchFileException e) {
                return gone;
            }
            String current = here.target();
            for (Path listing : listings) {
                String name = listing.getFileName().toString();
                String version = name.substring(0, name.length() - ".json".length());
                if (!keep.contains(version) && !version.equals(current)) {
                    here.forget(version);
                    gone.add(version);
                }
            }
            return gone;
        }
    }

    /** Its list goes last: what has a list is ours to remove. */
    private void forget(String version) throws IOException {
        Folders.delete(release(version));
        Files.deleteIfExists(listing(version));
    }
}
