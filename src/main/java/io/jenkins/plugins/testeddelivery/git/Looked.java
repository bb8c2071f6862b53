package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One state that was looked at: its scan, and the documents of the components that somebody asks for. */
final class Looked {
    private final Scan scan;
    private final Listing listing;
    private final SharedLocks.Found locks;
    private final Map<String, String> documents;

    /** @param documents those that are known already */
    Looked(Scan scan, Listing listing, SharedLocks.Found locks, Map<String, String> documents) {
        this.scan = scan;
        this.locks = locks;
        this.listing = listing;
        this.documents = new HashMap<>(documents);
    }

    /** Lists files of the state again. */
    @FunctionalInterface
    interface Listing {
        /** @param names components whose files must all be among them */
        FilesOf of(Set<String> names) throws IOException, InterruptedException;
    }

    Scan scan() {
        return scan;
    }

    /** The same state with nothing in the working tree that differs from it. */
    Looked as(Scan other) {
        return new Looked(other, listing, locks, documents);
    }

    /** By component: the text whose checksum its fingerprint is. What was asked for once is at hand. */
    Map<String, String> documents(Set<String> names) throws IOException, InterruptedException {
        Set<String> missing = new HashSet<>(names);
        missing.retainAll(scan.fingerprints().keySet());
        missing.removeAll(documents.keySet());
        if (!missing.isEmpty()) {
            Fingerprints found = again(missing);
            if (!agrees(found)) {
                // in a cycle a document speaks of the others' files, not of their fingerprints
                found = again(scan.fingerprints().keySet());
            }
            for (Map.Entry<String, String> one : found.documents().entrySet()) {
                documents.putIfAbsent(one.getKey(), one.getValue());
            }
        }
        Map<String, String> all = new TreeMap<>(documents);
        all.keySet().retainAll(names);
        return all;
    }

    Scan withDocuments(Set<String> names) throws IOException, InterruptedException {
        return new Scan(
                scan.commit(),
                scan.commitTime(),
                scan.ofTree(),
                scan.dirty(),
                scan.shallow(),
                scan.project(),
                scan.fingerprints(),
                documents(names),
                scan.inputs(),
                scan.treeChanges(),
                scan.trialFiles(),
                scan.warnings());
    }

    private Fingerprints again(Set<String> names) throws IOException, InterruptedException {
        return Fingerprints.again(scan.project(), listing.of(names), locks, true, names, scan.fingerprints());
    }

    private boolean agrees(Fingerprints found) {
        for (String name : found.documents().keySet()) {
            if (!found.fingerprints().get(name).equals(scan.fingerprints().get(name))) {
                return false;
            }
        }
        return true;
    }
}
