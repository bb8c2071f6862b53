package io.jenkins.plugins.testeddelivery.promote;

import static io.jenkins.plugins.testeddelivery.promote.Policies.policy;
import static io.jenkins.plugins.testeddelivery.promote.Wishes.wish;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row per rule and case, by name; every refusal is asserted word by word. */
class GateTest {
    private static final String MEND = " Mend it and promote the build that passes.";
    private static final String AS_IT_IS = " Run the job as it is and promote that build.";

    /** @param refusals none: granted */
    record Row(String name, Policies policy, Wishes wish, List<String> refusals) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row granted(String name, Policies policy, Wishes wish) {
        return new Row(name, policy, wish, List.of());
    }

    private static Row refused(String name, Policies policy, Wishes wish, String... refusals) {
        return new Row(name, policy, wish, List.of(refusals));
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    static Stream<Row> rows() {
        return Stream.of(people(), evidence(), origin(), places(), time()).flatMap(rows -> rows);
    }

    private static Stream<Row> people() {
        return Stream.of(
                granted("tested, and nothing is asked", policy(), wish()),
                refused("environment the release does not describe", policy(), wish().unknownThere(),
                        "environment: v1 does not say how it is deployed to production, but to qa, staging. Describe that"
                                + " environment in delivery.yaml and promote a build of that commit."),
                refused("no permission", policy(), wish().forbidden(),
                        "permission: ada may not promote what shop/main built. Ask an administrator for the permission"
                                + " Promote."),
                granted("promoted", policy().guarded(), wish()),
                refused("guarded and not promoted", policy().guarded(),
                        wish().noPromotion("this run carries no promotion"),
                        "promotion: production takes only what was promoted: this run carries no promotion. Open the"
                                + " build that made v1 and use Promote there."),
                granted("open and not promoted", policy(), wish().noPromotion("this run carries no promotion")),
                granted("one of the people", policy().people("bob, ada"), wish()),
                granted("in one of the groups", policy().people("ops"), wish()),
                refused("other people", policy().people("bob, leads"), wish(),
                        "people: ada is none of those who may promote to production. Ask one of them: bob or leads."),
                granted("somebody else's work", policy().secondPerson(), wish().madeBy("bob")),
                granted("own work, and nobody minds", policy(), wish().madeBy("ada")),
                refused("own work", policy().secondPerson(), wish().madeBy("ada"),
                        "own work: ada started the build of v1 or wrote a commit in it, and production wants a second"
                                + " person. Ask somebody who had no part in it."));
    }

    private static Stream<Row> evidence() {
        return Stream.of(
                refused("never tested", policy(), wish().untested(),
                        "evidence: There is no evidence for api in v1 that counts. Test it and promote the build that"
                                + " passes."),
                refused("ad hoc evidence alone", policy(), wish().untested().evidence("passed", "adhoc", "set"),
                        "evidence: There is no evidence for api in v1 that counts. Test it and promote the build that"
                                + " passes."),
                refused("passed in a dirty tree alone", policy(), wish().untested().dirtyEvidence("passed"),
                        "evidence: There is no evidence for api in v1 that counts. Test it and promote the build that"
                                + " passes."),
                refused("newer failing evidence", policy(), wish().evidence("failed", "trial", "set"),
                        "evidence: The newest trial of v1 as a whole failed at 2026-11-20T10:00:01.000Z." + MEND,
                        "evidence: The newest trial of api in v1 failed." + MEND),
                granted("failed, then passed", policy(),
                        wish().evidence("failed", "trial", "set").evidence("passed", "trial", "set")),
                refused("to blame in another set", policy(), wish().evidence("failed", "trial", "other"),
                        "evidence: The newest trial of api in v1 failed." + MEND),
                granted("each artifact tested alone", policy(), wish().untested().evidence("passed", "trial", "")),
                refused("each artifact alone, and the set is asked for", policy().wholeSet(),
                        wish().untested().evidence("passed", "trial", ""),
                        "evidence: There is no evidence for v1 as a whole that counts. Test it and promote the build that"
                                + " passes."),
                granted("by hand, and that is accepted", policy(), wish().untested().evidence("passed", "manual", "set")),
                refused("by hand", policy().notByHand(), wish().untested().evidence("passed", "manual", "set"),
                        "kind of evidence: The evidence for v1 as a whole is a person's word, and production does not take"
                                + " that. Let trial.run test it and promote the build that passes."),
                granted("by hand after a trial", policy().notByHand(), wish().evidence("passed", "manual", "set")),
                refused("without a test database", policy().conditions("no-data"),
                        wish().untested().evidence("passed", "trial", "set", "no-data", "no-test-db"),
                        "kind of evidence: The evidence for v1 as a whole was won with no-test-db, and production does not"
                                + " take that. Test it without and promote the build that passes."),
                refused("deviations, none accepted", policy().conditions(""),
                        wish().untested().evidence("passed", "trial", "set", "no-data"),
                        "kind of evidence: The evidence for v1 as a whole was won with no-data, and production does not"
                                + " take that. Test it without and promote the build that passes."),
                refused("evidence of a replayed run", policy().guarded(),
                        wish().untested().evidence("passed", "trial", "set", "replayed"),
                        "trust: The evidence for v1 as a whole comes from a run that was replayed, and production does not"
                                + " take that." + AS_IT_IS),
                refused("evidence of an untrusted run", policy().guarded(),
                        wish().untested().evidence("passed", "trial", "set", "untrusted"),
                        "trust: The evidence for v1 as a whole comes from a run that was untrusted, and production does"
                                + " not take that." + AS_IT_IS),
                granted("evidence of a restarted run, where nothing is guarded", policy(),
                        wish().untested().evidence("passed", "trial", "set", "restarted")));
    }

    private static Stream<Row> origin() {
        return Stream.of(
                refused("made by a replayed build", policy().guarded(), wish().marked("replayed", "restarted"),
                        "trust: The build that made v1 was replayed and restarted, so its script may not be the one that"
                                + " was reviewed." + AS_IT_IS),
                granted("an allowed branch", policy().branches("main, release/*"), wish().from("shop/r", "release/1")),
                refused("another branch", policy().branches("main, release/*"), wish().from("shop/x", "x"),
                        "branch: v1 was built from the branch x, and production takes main or release/* only. Promote a"
                                + " build of such a branch."),
                refused("of no branch", policy().branches("*"), wish().from("shop/PR-1", ""),
                        "branch: It is not known which branch v1 was built from, and production takes * only. Promote a"
                                + " build of such a branch."),
                granted("an allowed job", policy().jobs("shop/*"), wish()),
                refused("another job", policy().jobs("blog/*"), wish(),
                        "job: v1 was built from the job shop/main, and production takes blog/* only. Promote a build of"
                                + " such a job."));
    }

    private static Stream<Row> places() {
        return Stream.of(
                refused("never in the environment before", policy().after("staging"), wish(),
                        "after: v1 was never deployed to staging, which comes before production. Deploy it there first."),
                refused("another release in the environment before", policy().after("staging"),
                        wish().deployed("staging", "v2", "healthy", hours(1)),
                        "after: v1 was never deployed to staging, which comes before production. Deploy it there first."),
                refused("delivery.yaml's own order", policy(), wish().after("staging"),
                        "after: v1 was never deployed to staging, which comes before production. Deploy it there first."),
                granted("healthy before", policy().after("staging"), wish().deployed("staging", "v1", "healthy", hours(1))),
                refused("healthy before, then ill there", policy().after("staging"),
                        wish().deployed("staging", "v1", "healthy", hours(3))
                                .deployed("staging", "v1", "rolled-back", hours(2)),
                        "after: v1 ended rolled-back in staging at 2026-11-21T10:00:00Z, and production comes after it."
                                + " Deploy it there until it is healthy, or promote another release."),
                granted("healthy before, then interrupted there", policy().after("staging"),
                        wish().deployed("staging", "v1", "healthy", hours(3))
                                .deployed("staging", "v1", "interrupted", hours(2))),
                refused("both environments before", policy().after("staging, qa"),
                        wish().deployed("staging", "v1", "healthy", hours(3)),
                        "after: v1 was never deployed to qa, which comes before production. Deploy it there first."),
                granted("soaked", policy().after("staging").soak("2h"),
                        wish().deployed("staging", "v1", "healthy", hours(2))),
                refused("not soaked", policy().after("staging").soak("1d"),
                        wish().deployed("staging", "v1", "healthy", hours(3)),
                        "soak: v1 has run healthy in staging for 3 hours, and production wants 24 hours. Wait until"
                                + " 2026-11-22T09:00:00Z."),
                refused("not soaked and replaced there", policy().after("staging").soak("1d"),
                        wish().deployed("staging", "v1", "healthy", hours(5))
                                .deployed("staging", "v2", "healthy", hours(2)),
                        "soak: v1 has run healthy in staging for 3 hours, and production wants 24 hours. It runs there no"
                                + " more: deploy it there again and wait."),
                granted("soaked before it was replaced", policy().after("staging").soak("2h"),
                        wish().deployed("staging", "v1", "healthy", hours(5))
                                .deployed("staging", "v2", "healthy", hours(2))),
                refused("ill here", policy(), wish().deployed("production", "v1", "rolled-back", hours(2)),
                        "ill: v1 was ill in production at 2026-11-21T10:00:00Z (no answer). Promote another release, or"
                                + " say that this one is to be tried again."),
                granted("ill here and tried again", policy(),
                        wish().deployed("production", "v1", "rolled-back", hours(2)).retried()),
                refused("newer deployment ill elsewhere", policy(),
                        wish().deployed("qa", "v1", "healthy", hours(3)).deployed("qa", "v1", "ill", hours(2)).retried(),
                        "ill: v1 was ill in qa at 2026-11-21T10:00:00Z (no answer). Deploy it there until it is healthy,"
                                + " or promote another release."),
                granted("ill elsewhere, then healthy", policy(),
                        wish().deployed("qa", "v1", "ill", hours(3)).deployed("qa", "v1", "healthy", hours(2))),
                granted("another release ill here", policy(), wish().deployed("production", "v2", "ill", hours(2))),
                granted("over a newer one", policy(), wish().deployed("production", "v2", "healthy", hours(2))),
                refused("over a newer one where that is refused", policy().newerOnly(),
                        wish().deployed("production", "v2", "healthy", hours(2)),
                        "superseded: v2, which runs in production, is newer than v1. Promote a newer release, or roll back"
                                + " where the environment is."),
                refused("overtaken", policy(), wish().overtakenBy("v2"),
                        "superseded: v2 was asked for after v1 and came to production at 2026-11-21T12:00:09Z. If going"
                                + " back is meant, ask for it again."));
    }

    private static Stream<Row> time() {
        return Stream.of(
                granted("young enough", policy().maxAge("9d"), wish()),
                refused("too old", policy().maxAge("8d"), wish(),
                        "age: v1 is 9 days old, and production takes nothing older than 8 days. Build and test it again,"
                                + " and promote that build."),
                granted("before a freeze", policy().freeze("DAILY 18:00 - 08:00 UTC"), wish()),
                refused("frozen", policy().freeze("FRI 16:00 - MON 08:00 Europe/Berlin: nobody is here"), wish(),
                        "freeze: production is frozen until 2026-11-23 08:00 Europe/Berlin (nobody is here). Wait until"
                                + " then, or ask an administrator to change the freeze."),
                refused("frozen by what nobody understands", policy().freeze("weekends"), wish(),
                        "freeze: production is frozen until this is corrected: 'weekends' is no time to freeze: expected"
                                + " 'FRI 16:00 - MON 08:00 Europe/Berlin', 'DAILY 18:00 - 08:00 UTC' or '2026-12-20 18:00"
                                + " - 2027-01-02 08:00 Europe/Berlin', and ': reason' behind it if wanted. Wait until"
                                + " then, or ask an administrator to change the freeze."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldDecide(Row row) {
        assertThat(Gate.decide(row.policy().done(), row.wish().question()).lines())
                .containsExactlyElementsOf(row.refusals());
    }

    @Test
    void shouldHaveARowForEveryClauseThatARuleCanName() {
        Set<String> named = rows().flatMap(row -> row.refusals().stream())
                .map(line -> line.substring(0, line.indexOf(':')))
                .collect(Collectors.toSet());
        // those two are no rules: they need the files and the queue
        EnumSet<Clause> ruled = EnumSet.complementOf(EnumSet.of(Clause.ARTIFACT, Clause.BUSY));

        assertThat(named).containsExactlyInAnyOrderElementsOf(
                ruled.stream().map(Clause::word).toList());
    }

    @Test
    void shouldNameEveryRefusalAtOnce() {
        Verdict verdict = Gate.decide(
                policy().guarded().after("staging").people("bob").maxAge("1h").done(),
                wish().untested().noPromotion("this run carries no promotion").question());

        assertThat(verdict.granted()).isFalse();
        assertThat(verdict.refusals().stream().map(Refusal::clause))
                .containsExactly(Clause.PROMOTION, Clause.PEOPLE, Clause.EVIDENCE, Clause.AFTER, Clause.AGE);
    }
}
