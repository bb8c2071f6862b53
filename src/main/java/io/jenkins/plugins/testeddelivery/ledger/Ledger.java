package io.jenkins.plugins.testeddelivery.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Port: appends records, gives them back in order, keeps bytes by checksum. Safe for several threads and processes. */
public interface Ledger {
    /** Every whole record, oldest first. */
    List<Entry> entries() throws IOException;

    /**
     * Hands every whole record of these types over, oldest first. For who needs each only once: nothing is kept.
     *
     * @param members that are needed, by type as in {@link Fact#type}: all others may be empty in what is handed over
     */
    default void visit(Map<String, Set<String>> members, Consumer<Entry> visitor) throws IOException {
        for (Entry entry : entries()) {
            if (members.containsKey(entry.fact().type())) {
                visitor.accept(entry);
            }
        }
    }

    /** Appends a record and flushes it; when this returns it outlives a crash. */
    Entry append(Fact fact) throws IOException;

    /** The content store beside the records. */
    ContentStore store();

    /**
     * A record with its place.
     *
     * @param sequence position in the ledger, from 1
     * @param at when it was appended, ISO-8601 UTC with milliseconds
     * @param by who: build URL, or user@host
     */
    record Entry(long sequence, String at, String by, Fact fact) {}
}
