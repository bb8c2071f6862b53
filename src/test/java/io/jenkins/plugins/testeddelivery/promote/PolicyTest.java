package io.jenkins.plugins.testeddelivery.promote;

import static io.jenkins.plugins.testeddelivery.promote.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final int ROUNDS = 20_000;

    /** Every policy and every wish is as likely to be refused as not, so that both sides of each rule are met. */
    @Test
    void shouldNeverAdmitWhatEitherOfTwoRefuses() {
        Random random = new Random(46);
        int admitted = 0;
        int refused = 0;

        for (int round = 0; round < ROUNDS; round++) {
            Policy one = randomPolicy(random);
            Policy other = randomPolicy(random);
            Question question = randomWish(random);
            boolean both = Gate.decide(one, question).granted() && Gate.decide(other, question).granted();
            boolean stricter = Gate.decide(Policy.stricter(one, other), question).granted();
            admitted += stricter ? 1 : 0;
            refused += both ? 0 : 1;

            assertThat(!stricter || both)
                    .as("%s with %s and %s", question, one, other)
                    .isTrue();
        }

        assertThat(admitted).isGreaterThan(ROUNDS / 100);
        assertThat(refused).isGreaterThan(ROUNDS / 100);
    }

    @Test
    void shouldAdmitTheSameWhicheverComesFirstAndWithItself() {
        Random random = new Random(47);

        for (int round = 0; round < ROUNDS / 10; round++) {
            Policy one = randomPolicy(random);
            Policy other = randomPolicy(random);
            Question question = randomWish(random);

            assertThat(Gate.decide(Policy.stricter(one, other), question).granted())
                    .isEqualTo(Gate.decide(Policy.stricter(other, one), question).granted());
            assertThat(Gate.decide(Policy.stricter(one, one), question)).isEqualTo(Gate.decide(one, question));
            assertThat(Gate.decide(Policy.stricter(Policy.OPEN, one), question)).isEqualTo(Gate.decide(one, question));
        }
    }

    @Test
    void shouldAskForAPromotionWhereItAsksAboutPeople() {
        assertThat(policy().people("ada").done().guarded()).isTrue();
        assertThat(policy().secondPerson().done().guarded()).isTrue();
        assertThat(policy().done().guarded()).isFalse();
    }

    @Test
    void shouldTakeTheLongerSoakAndTheYoungerAge() {
        Policy policy = Policy.stricter(
                policy().soak("1h").maxAge("7d").done(), policy().soak("30m").maxAge("2d").done());

        assertThat(policy.soak()).isEqualTo(Duration.ofHours(1));
        assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(2));
        assertThat(Policy.stricter(policy, Policy.OPEN).maxAge()).isEqualTo(Duration.ofDays(2));
    }

    private static Policy randomPolicy(Random random) {
        Policies policy = policy();
        List<Runnable> some = new ArrayList<>(List.of(
                policy::guarded,
                () -> policy.after("staging"),
                () -> policy.after("staging, qa").soak("2h"),
                () -> policy.maxAge("8d"),
                () -> policy.maxAge("9d"),
                () -> policy.freeze("FRI 16:00 - MON 08:00 Europe/Berlin"),
                () -> policy.freeze("DAILY 18:00 - 08:00 UTC"),
                () -> policy.branches("main"),
                () -> policy.branches("*"),
                () -> policy.jobs("shop/*"),
                () -> policy.people("ada, bob"),
                () -> policy.people("ops"),
                () -> policy.conditions("no-data"),
                () -> policy.conditions(""),
                policy::notByHand,
                policy::secondPerson,
                policy::newerOnly,
                policy::wholeSet));
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.get(random.nextInt(some.size())).run();
        }
        return policy.done();
    }

    private static Question randomWish(Random random) {
        Wishes wish = Wishes.wish();
        List<Runnable> some = List.of(
                () -> wish.evidence("failed", "trial", "set"),
                () -> wish.evidence("passed", "trial", "set", "no-data"),
                () -> wish.untested().evidence("passed", "manual", "set"),
                () -> wish.untested().evidence("passed", "trial", "set", "no-test-db"),
                () -> wish.untested().evidence("passed", "trial", ""),
                () -> wish.deployed("staging", "v1", "healthy", Duration.ofHours(3)),
                () -> wish.deployed("qa", "v1", "healthy", Duration.ofHours(1)),
                () -> wish.deployed("production", "v2", "healthy", Duration.ofHours(1)),
                () -> wish.deployed("production", "v1", "ill", Duration.ofHours(1)),
                wish::retried,
                () -> wish.by("bob", "bob"),
                () -> wish.from("blog/main", "main"),
                () -> wish.from("shop/x", "x"),
                () -> wish.madeBy("ada"),
                () -> wish.marked("replayed"),
                () -> wish.noPromotion("none"),
                () -> wish.at("2026-11-18T12:00:00Z"),
                () -> wish.at("2026-11-18T19:00:00Z"));
        for (int i = random.nextInt(5); i > 0; i--) {
            some.get(random.nextInt(some.size())).run();
        }
        return wish.question();
    }
}
