package io.jenkins.plugins.testeddelivery.ledger;

import io.jenkins.plugins.testeddelivery.port.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts for tests, with what a test does not care about filled in. */
final class Facts {
    static final String COMMIT = "c".repeat(40);

    private Facts() {}

    static Fact.Candidate candidate(String component, String content) {
        return new Fact.Candidate(
                component,
                "archive",
                fingerprint(content),
                digest(content),
                digest(content),
                "v1",
                COMMIT,
                false,
                "FULL",
                "",
                "",
                12,
                "");
    }

    static Fact.Candidate dirty(Fact.Candidate clean) {
        return new Fact.Candidate(
                clean.component(),
                clean.kind(),
                clean.fingerprint(),
                clean.digest(),
                clean.identity(),
                clean.version(),
                clean.commit(),
                true,
                clean.strategy(),
                clean.image(),
                clean.stored(),
                clean.millis(),
                clean.dependencyHash());
    }

    static String fingerprint(String content) {
        return Digests.of("fingerprint of " + content);
    }

    static String digest(String content) {
        return Digests.of(content);
    }

    static Evidence passed(String commit) {
        return new Evidence("passed", commit);
    }

    static Evidence failed(String commit, String... against) {
        Evidence evidence = new Evidence("failed", commit);
        evidence.against.addAll(List.of(against));
        return evidence;
    }

    static List<Ledger.Entry> entries(Fact... facts) {
        List<Ledger.Entry> entries = new ArrayList<>();
        for (Fact fact : facts) {
            long sequence = entries.size() + 1;
            entries.add(new Ledger.Entry(sequence, "2025-01-20T14:30:22." + (100 + sequence) + "Z", "ada@host", fact));
        }
        return entries;
    }

    /** Evidence in the making. */
    static final class Evidence {
        private final String result;
        private final String commit;
        private final Map<String, Fact.Tried> components = new TreeMap<>();
        private final List<String> against = new ArrayList<>();
        private String kind = "trial";
        private String key = "key";
        private String set = "";
        private boolean dirty;

        private Evidence(String result, String commit) {
            this.result = result;
            this.commit = commit;
        }

        Evidence of(String component, String content) {
            components.put(component, new Fact.Tried(Facts.fingerprint(content), Facts.digest(content)));
            return this;
        }

        Evidence ofLibrary(String component, String content) {
            components.put(component, new Fact.Tried(Facts.fingerprint(content), ""));
            return this;
        }

        Evidence adhoc() {
            kind = "adhoc";
            return this;
        }

        Evidence fromDirtyTree() {
            dirty = true;
            return this;
        }

        Evidence ofSet(String newSet, String newKey) {
            set = newSet;
            key = newKey;
            return this;
        }

        Fact.Evidence fact() {
            return new Fact.Evidence(
                    result, kind, commit, dirty, "v1", set, key, "true", 3, 0, 17, "", components, against, List.of());
        }
    }
}
