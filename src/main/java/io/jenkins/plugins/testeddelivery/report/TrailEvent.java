package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.util.LinkedHashMap;
import java.util.Map;

/** One thing that happened to an artifact: when, by whom, as which version, and how it went. */
public final class TrailEvent {
    private final Ledger.Entry entry;
    private final String version;
    private final String commit;
    private final String where;
    private final String outcome;
    private final String detail;

    private TrailEvent(
            Ledger.Entry entry, String version, String commit, String where, String outcome, String detail) {
        this.entry = entry;
        this.version = version;
        this.commit = commit;
        this.where = where;
        this.outcome = outcome;
        this.detail = detail;
    }

    static TrailEvent built(Ledger.Entry entry, Fact.Candidate built) {
        return new TrailEvent(
                entry, built.version(), built.commit(), "", built.strategy(),
                built.dirty() ? "from a tree with changes" : "");
    }

    static TrailEvent tested(Ledger.Entry entry, Fact.Evidence tested) {
        String tests = Shown.tests(tested.tests(), tested.failed());
        String detail = tests.isEmpty() ? tested.command() : tested.command() + ": " + tests;
        return new TrailEvent(
                entry, tested.version(), tested.commit(), "", tested.result(),
                tested.counts() ? detail : detail + " (ad hoc: counts for nothing)");
    }

    static TrailEvent released(Ledger.Entry entry, Fact.Release release) {
        return new TrailEvent(
                entry, release.version(), release.commit(), "", "released",
                release.artifacts().size() + (release.artifacts().size() == 1 ? " artifact" : " artifacts"));
    }

    static TrailEvent deployed(Ledger.Entry entry, Fact.Deployment deployment) {
        return new TrailEvent(
                entry, deployment.version(), "", deployment.environment(), deployment.outcome(), deployment.reason());
    }

    public String getAt() {
        return Shown.time(entry.at());
    }

    public String getBy() {
        return Ink.plain(entry.by());
    }

    public String getVersion() {
        return Ink.plain(version);
    }

    /** 40 hex; empty for a deployment. */
    public String getCommit() {
        return Ink.plain(commit);
    }

    public String getShortCommit() {
        return Shown.commit(commit);
    }

    /** The environment; empty for all but a deployment. */
    public String getWhere() {
        return Ink.plain(where);
    }

    /** A strategy, {@code passed}, {@code failed}, {@code released}, or a deployment's outcome. */
    public String getOutcome() {
        return Ink.plain(outcome);
    }

    public String getDetail() {
        return Ink.plain(detail);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", entry.at());
        map.put("by", entry.by());
        map.put("version", version);
        map.put("commit", commit);
        map.put("environment", where);
        map.put("outcome", outcome);
        map.put("detail", detail);
        return map;
    }
}
