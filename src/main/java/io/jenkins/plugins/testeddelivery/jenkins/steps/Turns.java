package io.jenkins.plugins.testeddelivery.jenkins.steps;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Lets one at a time work in a workspace: two parallel branches of a Pipeline may share theirs. */
final class Turns {
    private final Map<String, String> holders = new HashMap<>();

    /** Ends when closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits until the workspace is free.
     *
     * @param holder in words, for those who wait
     * @param told is given the holder's words when there is one to wait for
     */
    Turn take(String workspace, String holder, Consumer<String> told) throws InterruptedException {
        String before = "";
        while (true) {
            String other;
            synchronized (holders) {
                other = holders.putIfAbsent(workspace, holder);
                if (other == null) {
                    return () -> release(workspace);
                }
                if (other.equals(before)) {
                    holders.wait();
                    continue;
                }
            }
            // outside: it writes to a build's log
            before = other;
            told.accept(other);
        }
    }

    private void release(String workspace) {
        synchronized (holders) {
            holders.remove(workspace);
            holders.notifyAll();
        }
    }
}
