package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.promote.Gate;
import io.jenkins.plugins.testeddelivery.promote.Question;
import io.jenkins.plugins.testeddelivery.promote.Question.Person;
import io.jenkins.plugins.testeddelivery.promote.Scopes;
import io.jenkins.plugins.testeddelivery.promote.Verdict;
import io.jenkins.plugins.testeddelivery.release.Release;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The wish to put a release into an environment, with all that the rules must know of it.
 *
 * @param owner the project
 * @param source the build that made the release; empty: it is gone, or not known
 * @param deployer the job that deploys; empty: none is named, or it is gone
 */
record Wish(
        Item owner,
        Ledger ledger,
        Release release,
        Question.Shipment shipment,
        Optional<Run<?, ?>> source,
        Scopes.Environment environment,
        Optional<Job<?, ?>> deployer) {

    /** @param run that deploys, if there is one already */
    static Wish of(
            ProjectRecords records,
            Release release,
            Optional<Run<?, ?>> source,
            String environment,
            Optional<Run<?, ?>> run)
            throws IOException {
        Ledger ledger = records.ledger("promotion");
        List<Job<?, ?>> jobs = new ArrayList<>();
        source.ifPresent(each -> jobs.add(each.getParent()));
        run.ifPresent(each -> jobs.add(each.getParent()));
        Scopes.Environment found = Environments.of(records.owner(), jobs).find(environment);
        Optional<Job<?, ?>> deployer = Environments.deployJob(found);
        if (deployer.isPresent() && !jobs.contains(deployer.get())) {
            jobs.add(deployer.get());
            found = Environments.of(records.owner(), jobs).find(environment);
        }
        return new Wish(
                records.owner(),
                ledger,
                release,
                ShipmentFacts.of(release, source, ledger.store()),
                source,
                found,
                deployer);
    }

    /** What the rules say. */
    Verdict ask(Person person, String noPromotion, boolean retry, Instant asked, Clock clock) throws IOException {
        return Gate.decide(
                environment.policy(),
                new Question(
                        shipment,
                        environment.id().name(),
                        person,
                        noPromotion,
                        retry,
                        asked,
                        clock.instant(),
                        ledger.entries(),
                        PromotionLedger.get().view().occupancy().of(owner.getFullName())));
    }

    /** Something about it, to write down. */
    Fact.Promotion fact(String event, String id, String run, String who, String reason, boolean retry, Instant asked) {
        return new Fact.Promotion(
                event,
                id,
                environment.id().text(),
                owner.getFullName(),
                shipment.version(),
                shipment.release(),
                shipment.created().toString(),
                asked.toString(),
                source.map(each -> BuildName.of(each).toString()).orElse(""),
                deployer.map(Job::getFullName).orElse(""),
                run,
                who,
                reason,
                List.of(),
                "",
                "",
                retry);
    }
}
