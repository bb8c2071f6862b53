package io.jenkins.plugins.testeddelivery.promote;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A wish in the making: v1 of one component, tested, to production; a test changes what it is about. */
final class Wishes {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Ledger.Entry> records = new ArrayList<>();
    private final List<Question.Deployed> past = new ArrayList<>();
    private final Map<String, String> environments = new TreeMap<>(Map.of("staging", "", "production", "", "qa", ""));
    private String id = "ada";
    private Set<String> names = Set.of("ada", "ops");
    private boolean permitted = true;
    private String noPromotion = "";
    private boolean retry;
    private String job = "shop/main";
    private String branch = "main";
    private Set<String> makers = Set.of();
    private Set<String> marks = Set.of();
    private Instant now = NOW;
    private Instant asked = NOW;

    static Wishes wish() {
        return new Wishes().evidence("passed", "trial", "set");
    }

    Wishes evidence(String result, String kind, String set, String... conditions) {
        return evidence(result, kind, set, "digest", false, conditions);
    }

    Wishes dirtyEvidence(String result) {
        return evidence(result, "trial", "set", "digest", true);
    }

    private Wishes evidence(
            String result, String kind, String set, String digest, boolean dirty, String... conditions) {
        records.add(new Ledger.Entry(
                records.size() + 1,
                "2026-11-20T10:00:0" + records.size() + ".000Z",
                "ci",
                new Fact.Evidence(
                        result, kind, "c", dirty, "v1", set, "key", "./smoke.sh", 1, 0, 1, "",
                        Map.of("api", new Fact.Tried("fp", digest)),
                        result.equals("passed") ? List.of() : List.of("api"),
                        List.of(conditions))));
        return this;
    }

    Wishes untested() {
        records.clear();
        return this;
    }

    Wishes deployed(String environment, String version, String outcome, Duration ago) {
        Instant at = NOW.minus(ago);
        past.add(new Question.Deployed(
                environment, version, "release-" + version, created(version), outcome,
                outcome.equals("healthy") ? version : "v0", outcome.equals("healthy") ? "" : "no answer", at, at));
        return this;
    }

    /** Asked for after the wish and there before it. */
    Wishes overtakenBy(String version) {
        past.add(new Question.Deployed(
                "production", version, "release-" + version, created(version), "healthy", version, "",
                NOW.plusSeconds(5), NOW.plusSeconds(9)));
        return this;
    }

    private static Instant created(String version) {
        return NOW.minus(Duration.ofDays(10)).plus(Duration.ofDays(Integer.parseInt(version.substring(1))));
    }

    Wishes after(String first) {
        environments.put("production", first);
        return this;
    }

    Wishes unknownThere() {
        environments.remove("production");
        return this;
    }

    Wishes by(String who, String... groups) {
        id = who;
        names = Set.of(groups);
        return this;
    }

    Wishes forbidden() {
        permitted = false;
        return this;
    }

    Wishes noPromotion(String why) {
        noPromotion = why;
        return this;
    }

    Wishes retried() {
        retry = true;
        return this;
    }

    Wishes from(String newJob, String newBranch) {
        job = newJob;
        branch = newBranch;
        return this;
    }

    Wishes madeBy(String... people) {
        makers = Set.of(people);
        return this;
    }

    Wishes marked(String... newMarks) {
        marks = Set.of(newMarks);
        return this;
    }

    Wishes at(String when) {
        now = Instant.parse(when);
        return this;
    }

    Question question() {
        return new Question(
                new Question.Shipment(
                        "v1", "release-v1", "set", Map.of("api", "digest"), created("v1"), job, branch, makers, marks,
                        environments),
                "production",
                new Question.Person(id, names, permitted),
                noPromotion,
                retry,
                asked,
                now,
                records,
                past);
    }
}
