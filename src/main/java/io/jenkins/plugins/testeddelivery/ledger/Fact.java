package io.jenkins.plugins.testeddelivery.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the ledger records. Field names here are those of the stored JSON. */
public sealed interface Fact
        permits Fact.Candidate,
                Fact.Evidence,
                Fact.Release,
                Fact.Deployment,
                Fact.Promotion,
                Fact.Account,
                Fact.Proof {

    /** The record's type in the stored JSON. */
    String type();

    /**
     * An artifact was built (or an older one was found to be equal).
     *
     * @param component whose
     * @param kind {@code image} or {@code archive}
     * @param fingerprint input fingerprint it was built from
     * @param digest the artifact itself: an image's config digest, an archive's sha256
     * @param identity equal for artifacts that differ in our labels, history and times only
     * @param version version it was built as; kept when an equal one is built again
     * @param commit 40 hex
     * @param dirty built from a tree with changes: never exported, no baseline
     * @param strategy how it was built
     * @param image the image's reference in the engine, {@code shop-api:v…}; empty for archives
     * @param stored digest of its packed bytes in the content store; empty until they are there
     * @param millis how long the build took
     * @param dependencyHash hash of what matters of its dependency manifests; empty if unknown
     */
    record Candidate(
            String component,
            String kind,
            String fingerprint,
            String digest,
            String identity,
            String version,
            String commit,
            boolean dirty,
            String strategy,
            String image,
            String stored,
            long millis,
            String dependencyHash)
            implements Fact {
        @Override
        public String type() {
            return "candidate";
        }

        public Candidate withStored(String newStored) {
            return new Candidate(
                    component, kind, fingerprint, digest, identity, version, commit, dirty, strategy, image, newStored,
                    millis, dependencyHash);
        }
    }

    /** What one component brought to a trial. For libraries the digest is empty. */
    record Tried(String fingerprint, String digest) {}

    /**
     * A trial ended.
     *
     * @param result {@code passed} or {@code failed}
     * @param kind {@code trial}, {@code manual}, or {@code adhoc} (counts for nothing at export)
     * @param commit 40 hex
     * @param dirty the tree had changes: counts for no baseline
     * @param version of the plan
     * @param set digest of the sorted {@code component=digest} lines; empty if the set was not whole
     * @param key digest of the trial's configuration; evidence counts for the same key only
     * @param command what was run, in words
     * @param tests counted in the reports; 0 if there are none
     * @param failed counted in the reports
     * @param millis how long the command ran
     * @param logDigest of the log in the content store
     * @param components what was tried, by name: every artifact of the set, and the libraries it proves
     * @param against components whose artifacts a failed trial speaks against
     * @param conditions {@code no-test-db}, {@code skip-data-load}, {@code no-data} …: how it deviated
     */
    record Evidence(
            String result,
            String kind,
            String commit,
            boolean dirty,
            String version,
            String set,
            String key,
            String command,
            long tests,
            long failed,
            long millis,
            String logDigest,
            Map<String, Tried> components,
            List<String> against,
            List<String> conditions)
            implements Fact {
        public Evidence {
            components = Collections.unmodifiableMap(new TreeMap<>(components));
            against = List.copyOf(against);
            conditions = List.copyOf(conditions);
        }

        @Override
        public String type() {
            return "evidence";
        }

        public boolean passed() {
            return "passed".equals(result);
        }

        public boolean counts() {
            return !"adhoc".equals(kind);
        }
    }

    /**
     * One artifact of a release.
     *
     * @param digest the artifact itself
     * @param file its file's digest (the packed bytes) in the content store
     * @param name its file's name
     * @param image the image's reference inside the file; empty for archives
     * @param from version it first shipped in
     * @param pushed where a registry has it, {@code repository@sha256:…}; empty: it was not pushed
     */
    record Shipped(
            String kind, String fingerprint, String digest, String file, String name, String image, String from,
            String pushed) {}

    /**
     * A release was exported.
     *
     * @param manifest digest of its {@code release.json} in the content store
     * @param committed when the commit was made from which each artifact was built, ISO-8601 UTC, by component; one of
     *     which that is not known is left out
     */
    record Release(
            String version,
            String commit,
            String set,
            String manifest,
            Map<String, Shipped> artifacts,
            Map<String, String> committed)
            implements Fact {
        public Release {
            artifacts = Collections.unmodifiableMap(new TreeMap<>(artifacts));
            committed = Collections.unmodifiableMap(new TreeMap<>(committed));
        }

        /** One of whose commits no time is known. */
        public Release(String version, String commit, String set, String manifest, Map<String, Shipped> artifacts) {
            this(version, commit, set, manifest, artifacts, Map.of());
        }

        @Override
        public String type() {
            return "release";
        }
    }

    /**
     * A deployment ended (a copy: the environment's own state is the original).
     *
     * @param outcome {@code healthy}, {@code ill} (nothing to go back to), {@code rolled-back}, {@code failed} (before
     *     anything changed), {@code interrupted} (went back; says nothing of the version), {@code held} (cut short while
     *     going back; the next one goes back first)
     * @param previous version that ran before; empty: none
     * @param running version that runs now; empty: none
     * @param trigger {@code deploy} or {@code rollback}
     * @param components what changed, by name, with the digest that runs now
     * @param reason in words, where it did not end healthy
     * @param millis how long it took
     */
    record Deployment(
            String environment,
            String version,
            String outcome,
            String previous,
            String running,
            String trigger,
            Map<String, String> components,
            String reason,
            long millis)
            implements Fact {
        public Deployment {
            components = Collections.unmodifiableMap(new TreeMap<>(components));
        }

        @Override
        public String type() {
            return "deployment";
        }
    }

    /**
     * Something happened to the wish to put a release into an environment. Kept by a controller for all its projects.
     *
     * @param event {@code asked}, {@code refused}, {@code started} (the run that deploys), {@code dropped} (before
     *     that), {@code admitted}, {@code ended}, or {@code moved} (the project has another name now)
     * @param id of the one-time record; empty: none
     * @param environment its id on the controller
     * @param project whose release it is
     * @param version of the release
     * @param release digest of its {@code release.json}
     * @param created when the release was made, ISO-8601
     * @param asked when it was asked for, or the run that deploys began, ISO-8601
     * @param source the build that made it
     * @param job that deploys
     * @param run that deploys; empty: not yet known
     * @param who asked, or what did
     * @param reason why, in the words of who asked; how it ended, where it ended badly
     * @param details every refusal
     * @param outcome as in {@link Deployment}; empty: not ended
     * @param running version that runs afterwards
     * @param retry a version that was ill there is meant to be tried again
     */
    record Promotion(
            String event,
            String id,
            String environment,
            String project,
            String version,
            String release,
            String created,
            String asked,
            String source,
            String job,
            String run,
            String who,
            String reason,
            List<String> details,
            String outcome,
            String running,
            boolean retry)
            implements Fact {
        public Promotion {
            details = List.copyOf(details);
        }

        @Override
        public String type() {
            return "promotion";
        }
    }

    /**
     * A build run came to its end, and this is what it cost and saved.
     *
     * @param version of the plan
     * @param commit 40 hex
     * @param dirty built from a tree with changes
     * @param millis the whole run took
     * @param built what was built, by component
     * @param kept how many shippable components needed no build
     * @param keptMillis what building those in full was expected to take, one after the other
     * @param keptBytes what building those in full was expected to fetch and write
     */
    record Account(
            String version,
            String commit,
            boolean dirty,
            long millis,
            Map<String, Built> built,
            long kept,
            long keptMillis,
            long keptBytes)
            implements Fact {
        public Account {
            built = Collections.unmodifiableMap(new TreeMap<>(built));
        }

        @Override
        public String type() {
            return "account";
        }
    }

    /**
     * What building one component cost.
     *
     * @param strategy how it was built
     * @param millis it took
     * @param expectedMillis it was expected to take
     * @param assumed whether that was a stated prior, for want of records
     * @param fullMillis a full build was expected to take
     * @param bytes fetched and written by the engine
     * @param expectedBytes that were expected
     * @param fullBytes a full build was expected to fetch and write
     * @param contextBytes sent to the builder
     * @param layers whose origin the output tells
     * @param hits how many of those came from the cache
     * @param steps {@code + RUN x} for a layer from the cache, {@code - 1234 RUN x} for one that took so many milliseconds
     * @param because why it was built, and built like that: {@code RULE: text}; empty if unknown
     */
    record Built(
            String strategy,
            long millis,
            long expectedMillis,
            boolean assumed,
            long fullMillis,
            long bytes,
            long expectedBytes,
            long fullBytes,
            long contextBytes,
            long layers,
            long hits,
            List<String> steps,
            String because) {
        public Built {
            steps = List.copyOf(steps);
        }

        /** One of which nobody says why. */
        public Built(
                String strategy, long millis, long expectedMillis, boolean assumed, long fullMillis, long bytes,
                long expectedBytes, long fullBytes, long contextBytes, long layers, long hits, List<String> steps) {
            this(
                    strategy, millis, expectedMillis, assumed, fullMillis, bytes, expectedBytes, fullBytes, contextBytes,
                    layers, hits, steps, "");
        }
    }

    /**
     * Artifacts were built again from nothing, and compared.
     *
     * @param version of the plan
     * @param commit 40 hex
     * @param dirty built from a tree with changes
     * @param components what came of it, by component
     */
    record Proof(String version, String commit, boolean dirty, Map<String, Proven> components) implements Fact {
        public Proof {
            components = Collections.unmodifiableMap(new TreeMap<>(components));
        }

        @Override
        public String type() {
            return "proof";
        }

        public boolean clean() {
            return components.values().stream().allMatch(proven -> Proven.SAME.equals(proven.result()));
        }
    }

    /**
     * What a build from nothing proved of one component.
     *
     * @param result {@code same}, {@code different}, or {@code failed}: the comparison came to no end
     * @param strategy how the artifact came to be in this plan
     * @param digest the artifact's
     * @param millis of building from nothing and comparing
     * @param compared files, folders and links that were looked at; 0: their digests are equal
     * @param noise how many of those were looked past
     * @param count of all differences
     * @param differences the first of them: path, what, and the layer
     * @param leftOut files of the context that are no inputs of the component, the first of them
     * @param reason why it failed
     */
    record Proven(
            String result,
            String strategy,
            String digest,
            long millis,
            long compared,
            long noise,
            long count,
            List<String> differences,
            List<String> leftOut,
            String reason) {
        public static final String SAME = "same";
        public static final String DIFFERENT = "different";
        public static final String FAILED = "failed";

        public Proven {
            differences = List.copyOf(differences);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** As plain values for storing; {@link FactReader} is the way back. */
    default Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", type());
        FactReader.fields(this, map);
        return map;
    }
}
