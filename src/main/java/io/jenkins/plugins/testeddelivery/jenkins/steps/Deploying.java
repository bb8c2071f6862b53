package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.testeddelivery.deploy.CutShort;
import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.deploy.Options;
import io.jenkins.plugins.testeddelivery.jenkins.agent.LostAgent;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.Admitted;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.DeployGate;
import io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords;
import io.jenkins.plugins.testeddelivery.jenkins.records.Releases;
import io.jenkins.plugins.testeddelivery.jenkins.run.DeliveryAction;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.release.EarlierReleases;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import io.jenkins.plugins.testeddelivery.release.RemoveFolder;
import io.jenkins.plugins.testeddelivery.report.DeploymentReport;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jenkins.model.Jenkins;

/** One deployment by a run whose turn it is, and how it is written down. */
final class Deploying {
    private static final String IGNORE = "_build/.gitignore";
    private static final String FOLDER = "_build/.delivery/deploy";
    private static final String MEMORY = "_build/.delivery";

    private final DeployWish wish;
    private final ReleaseSearch.Found found;
    private final String holder;
    private EngineRun engine;
    private Ledger ledger;
    private Admitted admitted;
    private Fact.Deployment deployment;
    private String why = "it ended before anything was changed";
    private boolean settled;

    Deploying(DeployWish wish, ReleaseSearch.Found found, String holder) {
        this.wish = wish;
        this.found = found;
        this.holder = holder;
    }

    /** How it ended. */
    Fact.Deployment deployment() {
        return deployment;
    }

    /**
     * Deploys.
     *
     * @param changing is told the version when the environment is about to be changed
     */
    void run(EngineRun given, Consumer<String> changing) throws IOException, InterruptedException {
        engine = given;
        ledger = found.records().ledger(ProjectRecords.by(engine.run()));
        Release release = new Releases(ledger).find(found.version());
        admitted = DeployGate.admit(engine.run(), wish.environment(), release, found.records());
        Ports ports = engine.ports();
        ports.workspace().write(IGNORE, new ByteArrayInputStream("*\n".getBytes(StandardCharsets.UTF_8)));
        String path = new Releases(ledger).give(release.version(), ports.workspace(), FOLDER);
        try {
            ReleaseFolder folder = ReleaseFolder.open(ports.workspace(), path, release.version());
            folder.requireAsRecorded(ledger);
            changing.accept(release.version());
            deploy(folder);
        } catch (IOException | InterruptedException | RuntimeException e) {
            why = String.valueOf(e.getMessage());
            throw e;
        } finally {
            discard(ports, path);
        }
    }

    private void deploy(ReleaseFolder folder) throws IOException, InterruptedException {
        Deployments deployments = new Deployments(
                        engine.ports(), MEMORY, "", this::known, Holdings.get().enter(holder))
                .with(new EarlierReleases(engine.ports().workspace(), ledger, FOLDER, MEMORY + "/lent"));
        try {
            deployment = deployments.deploy(wish.environment(), folder, options());
        } catch (CutShort e) {
            deployment = e.deployment();
            throw e;
        } catch (InterruptedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (e instanceof Failure && !LostAgent.isBehind(e)) {
                throw e;
            }
            // nobody knows how far it came
            deployment = held(ledger, wish.environment(), folder.release().version(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private Options options() {
        Options options = Options.by(admitted.actor() + " in " + ProjectRecords.by(engine.run()));
        options = wish.skipLoad() ? options.withSkipLoad() : options;
        options = options.withLogin(RegistryLogin.of(engine.run(), wish.credentialsId(), engine.trust()));
        return admitted.retry() ? options.withRetry() : options;
    }

    private List<Fact.Deployment> known() throws IOException {
        List<Fact.Deployment> known = new ArrayList<>();
        for (Ledger.Entry entry : ledger.entries()) {
            if (entry.fact() instanceof Fact.Deployment one) {
                known.add(one);
            }
        }
        return known;
    }

    /** Writes down that the controller's restart cut short what the run was deploying. */
    static void cutShort(Run<?, ?> run, String why) throws IOException {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            for (Fact.Promotion cut : DeployGate.cutShort(run, why)) {
                Item project = Jenkins.get().getItemByFullName(cut.project());
                if (project != null) {
                    Ledger ledger = ProjectRecords.of(project).ledger(ProjectRecords.by(run));
                    Fact.Deployment held =
                            held(ledger, EnvironmentId.of(cut.environment()).name(), cut.version(), why);
                    ledger.append(held);
                    DeliveryAction.on(run).record("deploy", new DeploymentReport(held).json());
                }
            }
        }
    }

    private static Fact.Deployment held(Ledger ledger, String environment, String version, String reason)
            throws IOException {
        String before = Standing.of(ledger.entries()).deployments(environment).stream()
                .findFirst()
                .map(entry -> ((Fact.Deployment) entry.fact()).running())
                .orElse("");
        return new Fact.Deployment(
                environment, version, "held", before, before, "deploy", Map.of(), reason, 0);
    }

    /** Takes the copy away: the release is kept with its project. */
    private void discard(Ports ports, String path) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            ports.workspace().act(new RemoveFolder(path));
        } catch (IOException | RuntimeException e) {
            ports.log().warning("the copy of the release could not be removed: " + e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes down how it ended and lets the next one in; the second time nothing happens. */
    synchronized void settle() throws IOException {
        if (settled) {
            return;
        }
        settled = true;
        Holdings.get().leave(holder);
        if (admitted == null) {
            return;
        }
        Run<?, ?> run = engine.run();
        if (deployment == null) {
            DeployGate.failed(admitted, run, why);
            return;
        }
        try {
            ledger.append(deployment);
            DeploymentReport report = new DeploymentReport(deployment);
            engine.action().record("deploy", report.json());
            engine.say(report.text(new Ink(false)));
        } finally {
            DeployGate.ended(admitted, run, deployment);
        }
    }
}
