package io.jenkins.plugins.testeddelivery.git;

import java.util.Optional;

/** Reads the newest snapshot beside other work: to unpack one takes as long as Git's first answers. */
final class NewestSnapshot implements Runnable {
    private final SnapshotStore store;
    private final Thread thread = new Thread(this, "newest-snapshot");
    private String tree = "";
    private Optional<Increment> read = Optional.empty();

    private NewestSnapshot(SnapshotStore store) {
        this.store = store;
    }

    static NewestSnapshot begin(SnapshotStore store) {
        NewestSnapshot newest = new NewestSnapshot(store);
        newest.thread.setDaemon(true);
        newest.thread.start();
        return newest;
    }

    @Override
    public void run() {
        tree = store.newest().orElse("");
        Optional<Snapshot> snapshot = tree.isEmpty() ? Optional.empty() : store.read(tree);
        if (snapshot.isPresent()) {
            read = Optional.of(new Increment(snapshot.get()));
        }
    }

    /** The tree it is of; empty: there is none. */
    String tree() throws InterruptedException {
        thread.join();
        return tree;
    }

    /** Empty: there is none, or it cannot be read. */
    Optional<Increment> read() throws InterruptedException {
        thread.join();
        return read;
    }
}
