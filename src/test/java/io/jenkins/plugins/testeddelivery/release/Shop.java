package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.cli.LocalWorkspace;
import io.jenkins.plugins.testeddelivery.cli.ProcessCommands;
import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.config.Trial;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A made-up shop in a real repository with a real ledger, whose builds and trials are records that a test writes. */
final class Shop {
    static final String KEY = Digests.of("the trial's configuration");
    static final String SECRET = "hunter2-very-secret";
    static final Instant NOW = Instant.parse("2025-01-20T14:30:22Z");

    final GitRepo repo;
    final TestPorts.Lines log = new TestPorts.Lines();
    final Map<String, String> inputs = new TreeMap<>();
    private final Path ledgerFolder;
    private final List<Component> components = new ArrayList<>();
    private final Map<String, Environment> environments = new LinkedHashMap<>();
    private final Map<String, Fact.Candidate> artifacts = new TreeMap<>();
    private Trial.Scope scope = Trial.Scope.SET;
    private boolean dirty;

    private Shop(Path folder) {
        repo = GitRepo.init(folder.resolve("the shop"));
        ledgerFolder = folder.resolve("ledger");
    }

    static Shop in(Path folder) {
        return new Shop(folder);
    }

    /** Two archives, built, tested, committed, with a staging environment. */
    static Shop tested(Path folder) {
        Shop shop = in(folder).archive("site").archive("docs");
        shop.repo
                .write("deploy/compose.yaml", "services: {}\n")
                .write("config/.env.staging", "PASSWORD=" + SECRET + "\n")
                .write("scripts/check.sh", "#!/bin/sh\nexit 0\n");
        shop.repo.path("scripts/check.sh").toFile().setExecutable(true);
        shop.environment(new Environment(
                "staging",
                "",
                new Compose(List.of("deploy/compose.yaml"), "shop-staging", "config/.env.staging"),
                "",
                5,
                List.of(),
                List.of(),
                List.of("./scripts/check.sh", "config/.env.staging"),
                List.of()));
        shop.repo.commit("shop");
        shop.built("site", "hello").built("docs", "read me").passed();
        return shop;
    }

    Shop archive(String name) {
        return component(name, new Component.Archive(List.of("make"), List.of("dist/**")));
    }

    Shop image(String name) {
        return component(
                name,
                new Component.Image("Dockerfile", "services/" + name, "", Map.of("TOKEN", SECRET), List.of(), ""));
    }

    Shop library(String name) {
        return component(name, new Component.Library());
    }

    Shop component(String name, Component.Product product) {
        components.add(new Component(
                name, "services/" + name, List.of(), List.of(), product, List.of(), Duration.ZERO, Duration.ZERO,
                List.of(), "delivery.yaml:1"));
        inputs.putIfAbsent(name, "first");
        return this;
    }

    Shop environment(Environment environment) {
        environments.put(environment.name(), environment);
        return this;
    }

    Shop scope(Trial.Scope newScope) {
        scope = newScope;
        return this;
    }

    Shop dirty() {
        dirty = true;
        return this;
    }

    Ledger ledger() {
        return new FileLedger(ledgerFolder, "ada@laptop", Clock.fixed(NOW, ZoneOffset.UTC), log);
    }

    Standing standing() {
        try {
            return Standing.of(ledger().entries());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Ports of the command line: files can be linked. */
    Ports ports() {
        return ports(Map.of());
    }

    Ports ports(Map<String, String> moreEnvironment) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(moreEnvironment);
        return new Ports(
                new LocalWorkspace(repo.root(), environment, log),
                new ProcessCommands(repo.root(), environment),
                log,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    Exports exports() {
        return new Exports(ports(), ledger());
    }

    Release export(String version) throws IOException, InterruptedException {
        return exports().run(plan(version), "", Set.of());
    }

    Path folder(Release release) {
        return repo.path(Exports.DEFAULT_DIRECTORY).resolve(release.version());
    }

    String fingerprint(String component) {
        return Digests.of(component + " from " + inputs.get(component));
    }

    /** The component's inputs change. */
    Shop changed(String component, String newInputs) {
        inputs.put(component, newInputs);
        return this;
    }

    Shop built(String component, String content) {
        return built(component, archiveOf(Map.of("index.html", content)));
    }

    Shop built(String component, byte[] archive) {
        try {
            String stored = ledger().store().put(new ByteArrayInputStream(archive));
            return candidate(component, "archive", stored, "", stored);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Shop candidate(String component, String kind, String digest, String image, String stored) {
        Fact.Candidate candidate = new Fact.Candidate(
                component, kind, fingerprint(component), digest, digest, "v0000000-20250101-000000", repo.head(), false,
                "FULL", image, stored, 1, "");
        artifacts.put(component, candidate);
        append(candidate);
        return this;
    }

    /** A green trial of all that was built last. */
    Shop passed() {
        return tried("passed", "trial", KEY);
    }

    Shop failed() {
        return tried("failed", "trial", KEY);
    }

    Shop tried(String result, String kind, String key) {
        Map<String, Fact.Tried> tried = new HashMap<>();
        Map<String, String> digests = new HashMap<>();
        artifacts.forEach((name, artifact) -> {
            tried.put(name, new Fact.Tried(artifact.fingerprint(), artifact.digest()));
            digests.put(name, artifact.digest());
        });
        return evidence(result, kind, key, Standing.setDigest(digests), tried);
    }

    /** A green trial of one artifact without the others. */
    Shop passedAlone(String component) {
        Fact.Candidate artifact = artifacts.get(component);
        Map<String, Fact.Tried> tried = Map.of(component, new Fact.Tried(artifact.fingerprint(), artifact.digest()));
        return evidence("passed", "trial", KEY, "", tried);
    }

    private Shop evidence(String result, String kind, String key, String set, Map<String, Fact.Tried> tried) {
        List<String> against = result.equals("failed") ? List.copyOf(tried.keySet()) : List.of();
        append(new Fact.Evidence(
                result, kind, repo.head(), false, "v0000000-20250101-000000", set, key,
                        "./scripts/smoke.sh\n\u001b[2J", 12,
                0, 5, "", tried, against, List.of()));
        return this;
    }

    void append(Fact fact) {
        try {
            ledger().append(fact);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Project project() {
        Trial trial = new Trial(
                "", Compose.NONE, Map.of("DB", SECRET), List.of(), List.of("./scripts/smoke.sh"), List.of(), scope,
                List.of());
        return new Project("shop", List.of(), List.of(), List.of(), components, trial, environments, List.of());
    }

    Plan plan(String version) {
        Map<String, String> fingerprints = new HashMap<>();
        List<Decision> decisions = new ArrayList<>();
        for (Component component : components) {
            fingerprints.put(component.name(), fingerprint(component.name()));
            String baseline = standing().testedAt(component.name()).stream()
                    .findFirst()
                    .map(Standing.TestedAt::commit)
                    .orElse("");
            decisions.add(new Decision(
                    component.name(), component.kind().word(), component.path(), false, false, List.of(), Strategy.NONE,
                    fingerprint(component.name()), baseline, "green",
                    List.of(new Decision.Reason("source", "a \u202efile changed", List.of())), List.of()));
        }
        Scan scan = new Scan(
                repo.head(), 0, true, dirty, false, project(), fingerprints, Map.of(), null, List.of(), Map.of(),
                        List.of());
        return new Plan(version, "", "", decisions, List.of(), false, KEY, List.of(), List.of(), scan);
    }

    static byte[] archiveOf(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(content.length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
