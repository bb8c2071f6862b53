package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.AbortException;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.promote.Promotions;
import io.jenkins.plugins.testeddelivery.promote.Question.Person;
import io.jenkins.plugins.testeddelivery.promote.Ticket;
import io.jenkins.plugins.testeddelivery.promote.Verdict;
import io.jenkins.plugins.testeddelivery.release.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run's way through the gate: finds out what it carries and where its release comes from, asks, writes it down. */
final class Passage {
    private final Run<?, ?> run;
    private final String environment;
    private final Release release;
    private final ProjectRecords records;
    private final Clock clock = Clock.systemUTC();

    Passage(Run<?, ?> run, String environment, Release release, ProjectRecords records) {
        this.run = run;
        this.environment = environment;
        this.release = release;
        this.records = records;
    }

    /** The run's claim to a place in the line: what was asked for later is newer. */
    static Ticket ticket(Run<?, ?> run) {
        Optional<Promotions.Given> given = Optional.empty();
        try {
            given = PromotionLedger.get().view().promotions().find(carried(run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String project = given.map(each -> each.fact().project())
                .orElseGet(() -> ProjectRecords.of(run.getParent()).owner().getFullName());
        Instant began = Instant.ofEpochMilli(run.getTimeInMillis());
        return new Ticket(
                run.getExternalizableId(),
                project,
                given.map(each -> instant(each.at(), began)).orElse(began),
                run.getFullDisplayName());
    }

    /** Asks and uses the promotion up in one go: no other run and no other branch of this one comes between. */
    Admitted admit() throws IOException {
        PromotionLedger ledger = PromotionLedger.get();
        synchronized (ledger) {
            Promotions promotions = ledger.view().promotions();
            String carried = carried(run);
            Optional<Promotions.Given> given = promotions.find(carried);
            Wish wish = Wish.of(records, release, source(given), environment, Optional.of(run));
            requireTurn(wish);
            String problem = problem(promotions, carried, wish);
            boolean promoted = problem.isEmpty();
            Person person = promoted
                    ? Who.asked(given.orElseThrow().fact().who(), item(wish))
                    : Who.started(run);
            Instant began = Instant.ofEpochMilli(run.getTimeInMillis());
            Instant asked = promoted ? instant(given.orElseThrow().at(), began) : began;
            boolean retry = promoted && given.orElseThrow().fact().retry();
            List<String> refusals = new ArrayList<>(always(wish));
            Verdict verdict = wish.ask(person, problem, retry, asked, clock);
            refusals.addAll(verdict.lines());
            String reason = given.map(each -> each.fact().reason()).orElse("");
            Fact.Promotion fact = wish.fact(
                    Promotions.ADMITTED,
                    promoted ? carried : "",
                    BuildName.of(run).toString(),
                    person.id(),
                    reason,
                    retry,
                    asked);
            if (!refusals.isEmpty()) {
                // a run is refused as often as it runs, and each time is one line
                new Refused(clock).write(fact, refusals, ledger::append);
                throw new AbortException("deployTested: " + release.version() + " may not come into " + environment
                        + " (" + wish.environment().id().text() + "):\n  " + String.join("\n  ", refusals));
            }
            ledger.append(fact);
            return new Admitted(
                    wish.environment().id().text(),
                    wish.owner().getFullName(),
                    release.version(),
                    wish.shipment().release(),
                    person.id(),
                    promoted ? carried : "",
                    retry);
        }
    }

    static String carried(Run<?, ?> run) {
        PromotionAction record = run.getAction(PromotionAction.class);
        return record == null ? "" : record.id();
    }

    private void requireTurn(Wish wish) throws AbortException {
        boolean own = EnvironmentLines.get()
                .line(wish.environment().id())
                .holder()
                .map(Ticket::run)
                .filter(run.getExternalizableId()::equals)
                .isPresent();
        if (!own) {
            throw new AbortException("deployTested: it is not the turn of " + run.getFullDisplayName() + " in "
                    + wish.environment().id().text() + "; run it again.");
        }
    }

    /** What no environment takes. */
    private List<String> always(Wish wish) {
        List<String> refusals = new ArrayList<>();
        if (Trust.of(run).marks().contains("untrusted")) {
            refusals.add("trust: " + run.getFullDisplayName() + " builds a change from a fork, which deploys nowhere."
                    + " Merge it and deploy the build of the merge.");
        }
        if (!wish.environment().defined() && DeliveryConfiguration.get().isDefinedOnly()) {
            refusals.add("environment: nobody defined " + environment + " on this controller, which deploys to defined"
                    + " environments only. Ask an administrator to define it.");
        }
        return refusals;
    }

    private String problem(Promotions promotions, String carried, Wish wish) {
        Set<String> marks = Trust.of(run).marks();
        if (!carried.isEmpty() && !marks.isEmpty()) {
            return "a run that was " + String.join(" and ", marks) + " carries no promotion";
        }
        String problem = promotions.problem(
                carried,
                BuildName.of(run).toString(),
                run.getParent().getFullName(),
                wish.environment().id().text(),
                wish.shipment().release());
        if (problem.isEmpty() && wish.source().isEmpty()) {
            return "the build that it was given for is gone";
        }
        return problem;
    }

    private Optional<Run<?, ?>> source(Optional<Promotions.Given> given) {
        Optional<Run<?, ?>> promoted = given.flatMap(each -> BuildName.read(each.fact().source()))
                .flatMap(BuildName::find);
        if (promoted.isPresent()) {
            return promoted;
        }
        return PromoteDesk.version(run).equals(release.version())
                ? Optional.of(run)
                : BuildName.ofAddress(release.builder()).flatMap(BuildName::find);
    }

    private Item item(Wish wish) {
        return wish.source().<Item>map(Run::getParent).orElse(wish.owner());
    }

    private static Instant instant(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
