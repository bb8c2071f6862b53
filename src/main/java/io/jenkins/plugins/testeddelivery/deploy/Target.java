package io.jenkins.plugins.testeddelivery.deploy;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** One of the two kinds of place an environment has room in: a compose project, or a directory. */
interface Target {
    /** Components this target has a place for. */
    Set<String> places(Layout layout);

    /** What is there and not as the layout wants it; looks at what is, not at what was recorded. */
    List<Change> compare(Layout layout) throws IOException, InterruptedException;

    /** What {@link #prepare} would bring, a line for each. */
    List<String> toBring(Layout layout, Source source) throws IOException, InterruptedException;

    /**
     * Brings what the layout needs to the machine and changes nothing that runs.
     *
     * @return the layout with what is only known on the machine
     */
    Layout prepare(Layout layout, Source source) throws IOException, InterruptedException;

    /** What {@link #apply} would miss without the release folder, in words; empty: nothing. */
    String missing(Layout layout) throws IOException, InterruptedException;

    /** Puts the layout in place. */
    void apply(Layout layout) throws IOException, InterruptedException;

    /** Takes away what a first deployment started; never data. */
    void withdraw(Layout layout) throws IOException, InterruptedException;

    /** The containers there are; none where there are no containers. */
    List<Seen> look(Layout layout) throws IOException, InterruptedException;

    /** What is not as it was recorded, in words. */
    List<String> drift(Layout layout) throws IOException, InterruptedException;

    /** Takes away what no rollback needs any more. */
    void tidy(State after) throws IOException, InterruptedException;
}
