package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.util.List;

/** Says every step that a deployment or rollback would take, in its order, and takes none. */
record Foretelling(Log log, State state, String trigger) {
    /**
     * Says them.
     *
     * @param toBring what is brought there before anything changes, a line for each
     */
    Fact.Deployment of(Site site, List<String> toBring) throws IOException, InterruptedException {
        List<Change> changes = site.compare();
        String version = site.layout().version();
        log.line("Would put " + version + " into " + state.environment()
                + (state.running().isEmpty() ? "" : ", where " + state.running() + " runs")
                + (changes.isEmpty() ? "; nothing would change" : ":"));
        if (!changes.isEmpty()) {
            steps(site, toBring, changes);
        }
        return new Fact.Deployment(
                state.environment(),
                version,
                Deployments.PLANNED,
                state.running(),
                state.running(),
                trigger,
                site.concerned(changes),
                "",
                0);
    }

    private void steps(Site site, List<String> toBring, List<Change> changes) {
        Environment definition = site.layout().definition();
        if (Deployments.DEPLOY.equals(trigger)) {
            definition.before().forEach(hook -> log.line("RUN before: " + hook.words()));
        }
        toBring.forEach(log::line);
        changes.forEach(change -> log.line(change.line()));
        if (!definition.restart().isEmpty() && !site.layout().archives().isEmpty()) {
            log.line("RUN restart: " + String.join(" ", definition.restart()));
        }
        for (Environment.Probe probe : definition.health()) {
            log.line("WATCH " + (probe.url().isEmpty() ? String.join(" ", probe.command()) : probe.url())
                    + ": within " + probe.within().toMillis() + " ms, then for " + probe.stable().toMillis() + " ms");
        }
        if (definition.health().isEmpty()) {
            log.line("WATCH the containers, if there are any: the environment names no health check");
        }
        if (!definition.check().isEmpty()) {
            log.line("RUN check: " + String.join(" ", definition.check()));
        }
        log.line("IF ILL " + otherwise());
    }

    private String otherwise() {
        if (Deployments.ROLLBACK.equals(trigger)) {
            return "it stays: there is no going back from a rollback";
        }
        return state.running().isEmpty() ? "remove what was started, never a volume" : "go back to " + state.running();
    }
}
