package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ledger entries for tests of what is shown of them, with what a test does not care about filled in. */
final class Records {
    static final String COMMIT = "c".repeat(40);

    private Records() {}

    static List<Ledger.Entry> entries(Fact... facts) {
        List<Ledger.Entry> entries = new ArrayList<>();
        for (Fact fact : facts) {
            int n = entries.size() + 1;
            entries.add(new Ledger.Entry(n, "2025-01-20T14:30:0" + n + ".000Z", "shop #" + n, fact));
        }
        return entries;
    }

    static String digest(String content) {
        return Digests.of(content);
    }

    static Fact.Candidate built(String component, String version) {
        return new Fact.Candidate(
                component, "archive", digest("in " + version), digest(version), digest(version), version, COMMIT, false,
                "INCREMENTAL", "", digest(version), 4000, "");
    }

    static Fact.Evidence tested(String result, String component, String version) {
        return new Fact.Evidence(
                result, "trial", COMMIT, false, version, digest("set"), "key", "./smoke.sh", 3,
                result.equals("passed") ? 0 : 1, 900, "",
                Map.of(component, new Fact.Tried(digest("in " + version), digest(version))),
                result.equals("passed") ? List.of() : List.of(component), List.of());
    }

    static Fact.Release released(String release, String component, String version) {
        return new Fact.Release(
                release, COMMIT, digest("set"), digest("manifest " + release),
                Map.of(component, new Fact.Shipped(
                        "archive", digest("in " + version), digest(version), digest("file " + version),
                        component + "-" + version + ".tar.gz", "", version, "")));
    }

    static Fact.Deployment deployed(String environment, String version, String outcome, String running) {
        return new Fact.Deployment(
                environment, version, outcome, "", running, "deploy", Map.of(),
                outcome.equals("healthy") ? "" : "HTTP 503", 2500);
    }
}
