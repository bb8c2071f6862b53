package io.jenkins.plugins.testeddelivery.ledger;

import java.io.IOException;
import java.util.List;

/** Port: appends records, gives them back in order, keeps bytes by checksum. Safe for several threads and processes. */
public interface Ledger {
    /** Every whole record, oldest first. */
    List<Entry> entries() throws IOException;

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
