package io.jenkins.plugins.testeddelivery.trial;

import java.util.List;

/**
 * What somebody found who tried a set.
 *
 * @param kind of the evidence: {@code trial}, {@code manual} or {@code adhoc}
 * @param reason why it failed, in words; empty: it passed
 * @param command what was done, in words; never a secret
 * @param tests how many there were, where they were counted
 * @param failed how many of them failed
 * @param millis how long it took
 * @param conditions that became known after the start
 */
public record Verdict(
        String kind, String reason, String command, long tests, long failed, long millis, List<String> conditions) {
    static final String TRIAL = "trial";
    static final String MANUAL = "manual";
    static final String ADHOC = "adhoc";

    public Verdict {
        conditions = List.copyOf(conditions);
    }

    /** Of who ran the tests; a failed test fails it. */
    public static Verdict tried(String reason, String command, long tests, long failed, long millis) {
        return new Verdict(TRIAL, reason, command, tests, failed, millis, List.of());
    }

    public boolean passed() {
        return reason.isEmpty();
    }

    /** The verdict with what the reports say, which is heard where nobody counted. */
    Verdict with(CountReports.Counts counts) {
        return new Verdict(
                kind,
                reason.isEmpty() ? counts.problem() : reason,
                command,
                counts.tests() > 0 ? counts.tests() : tests,
                counts.tests() > 0 ? counts.failed() : failed,
                millis,
                conditions);
    }
}
