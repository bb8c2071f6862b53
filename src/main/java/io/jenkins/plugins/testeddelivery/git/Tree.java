package io.jenkins.plugins.testeddelivery.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All files of one state of a repository, in Git's order. Our own {@code _build/} is never among them. */
final class Tree {
    /** The top folder of our own output. */
    static final String OWN_OUTPUT = "_build/";

    /** After so many questions it pays to know all paths and folders by their hash. */
    private static final int MANY = 500;

    private final List<Entry> entries;
    private int asked;
    private Index index;

    /** What is there, by its hash: files by their paths, and all folders above them. */
    private record Index(Map<String, Entry> files, Set<String> folders) {
        private static Index of(List<Entry> entries) {
            Map<String, Entry> files = new HashMap<>(entries.size() * 2);
            Set<String> folders = new HashSet<>();
            String last = "";
            for (Entry entry : entries) {
                String path = entry.path();
                files.put(path, entry);
                int slash = path.lastIndexOf('/');
                // neighbours mostly share their folder
                if (slash > 0 && !(slash == last.length() && path.startsWith(last))) {
                    last = path.substring(0, slash);
                    for (String at = last; folders.add(at) && at.indexOf('/') > 0; ) {
                        at = at.substring(0, at.lastIndexOf('/'));
                    }
                }
            }
            return new Index(files, folders);
        }
    }

    private Tree(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads what {@code ls-tree -r -z --full-tree} prints; it is in Git's order already. */
    static Tree parse(byte[] listing) {
        List<Entry> entries = new ArrayList<>(listing.length / 80 + 16);
        int at = 0;
        while (at < listing.length) {
            // <mode> <type> <id>TAB<path>NUL
            int mode = 0;
            while (listing[at] != ' ') {
                mode = mode << 3 | listing[at++] - '0';
            }
            at++;
            while (listing[at] != ' ') {
                at++;
            }
            int id = ++at;
            while (listing[at] != '\t') {
                at++;
            }
            int path = at + 1;
            int end = path;
            while (listing[end] != 0) {
                end++;
            }
            String name = PathText.decode(listing, path, end);
            if (!name.startsWith(OWN_OUTPUT)) {
                entries.add(new Entry(name, Entry.normal(mode), listing, id, at - id));
            }
            at = end + 1;
        }
        return new Tree(entries);
    }

    /** A tree of just these files. */
    static Tree of(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        if (sorted.size() > 1) {
            sorted.sort((a, b) -> PathText.compare(a.path(), b.path()));
        }
        return new Tree(sorted);
    }

    /** The same tree with other paths; an empty value removes one. */
    Tree with(Map<String, Optional<Entry>> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        TreeMap<String, Optional<Entry>> sorted = new TreeMap<>(new InGitsOrder());
        sorted.putAll(changes);
        List<Entry> merged = new ArrayList<>(entries.size() + changes.size());
        int next = 0;
        for (Map.Entry<String, Optional<Entry>> change : sorted.entrySet()) {
            int at = search(change.getKey());
            int upTo = at < 0 ? -at - 1 : at;
            merged.addAll(entries.subList(next, upTo));
            if (change.getValue().isPresent()) {
                merged.add(change.getValue().get());
            }
            next = at < 0 ? upTo : at + 1;
        }
        merged.addAll(entries.subList(next, entries.size()));
        return new Tree(merged);
    }

    List<Entry> entries() {
        return entries;
    }

    Collection<String> paths() {
        List<String> paths = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            paths.add(entry.path());
        }
        return paths;
    }

    Optional<Entry> find(String path) {
        Index known = index();
        if (known != null) {
            return Optional.ofNullable(known.files.get(path));
        }
        int at = search(path);
        return at < 0 ? Optional.empty() : Optional.of(entries.get(at));
    }

    /** Whether there is any file in the folder (empty: the root), or the folder is a submodule. */
    boolean holds(String folder) {
        if (folder.isEmpty()) {
            return !entries.isEmpty();
        }
        Index known = index();
        if (known != null) {
            return known.folders.contains(folder) || known.files.containsKey(folder);
        }
        int at = search(folder + "/");
        int next = at < 0 ? -at - 1 : at;
        return next < entries.size() && entries.get(next).path().startsWith(folder + "/")
                || find(folder).isPresent();
    }

    /** A class, as a reference to a method is linked at every start of the command. */
    private static final class InGitsOrder implements Comparator<String> {
        @Override
        public int compare(String a, String b) {
            return PathText.compare(a, b);
        }
    }

    /** Null: too little was asked yet. Whole for whoever sees it, whichever thread made it. */
    private Index index() {
        Index known = index;
        if (known == null && asked++ >= MANY) {
            known = Index.of(entries);
            index = known;
        }
        return known;
    }

    private int search(String path) {
        int low = 0;
        int high = entries.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = PathText.compare(entries.get(middle).path(), path);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
