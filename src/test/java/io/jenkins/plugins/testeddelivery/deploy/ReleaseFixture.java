package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Demands;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import io.jenkins.plugins.testeddelivery.release.ReleaseFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes whole release folders for tests, without a repository. */
final class ReleaseFixture {
    private final Path folder;
    private final String version;
    private final List<ReleaseArtifact> artifacts = new ArrayList<>();
    private final List<DeployPlan.Part> parts = new ArrayList<>();
    private final List<Release.OtherFile> files = new ArrayList<>();
    private final Map<String, Environment> environments = new LinkedHashMap<>();

    private ReleaseFixture(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    /** @param number makes the version: one to nine */
    static ReleaseFixture at(Path releases, int number) throws IOException {
        String version = version(number);
        Path folder = releases.resolve(version);
        Files.createDirectories(folder.resolve("deploy"));
        return new ReleaseFixture(folder, version);
    }

    static String version(int number) {
        return "vabc123" + number + "-20250120-14302" + number;
    }

    Path folder() {
        return folder;
    }

    ReleaseFixture archive(String component, Map<String, String> content) throws IOException {
        String file = component + "-" + version + ".tar.gz";
        try (OutputStream out = Files.newOutputStream(folder.resolve(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            for (Map.Entry<String, String> entry : new TreeMap<>(content).entrySet()) {
                byte[] bytes = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
                header.setSize(bytes.length);
                header.setMode(entry.getKey().endsWith(".sh") ? 0755 : 0644);
                header.setModTime(0);
                tar.putArchiveEntry(header);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        add(component, "archive", file, "", "");
        parts.add(new DeployPlan.Part(component, "archive", component, "", List.of()));
        return this;
    }

    ReleaseFixture image(String component, String reference, Engine engine) throws Exception {
        String file = component + "-" + version + ".tar.gz";
        Engine.Saved saved = engine.save(reference, folder.resolve(file).toString());
        add(component, "image", file, reference, saved.imageDigest());
        parts.add(new DeployPlan.Part(component, "image", "services/" + component, "services/" + component, List.of()));
        return this;
    }

    /** An image of which only the packed bytes are there, whatever they are; its digest is that of the config. */
    ReleaseFixture image(String component, String reference, byte[] packed, String digest) throws IOException {
        String file = component + "-" + version + ".tar.gz";
        Files.write(folder.resolve(file), packed);
        add(component, "image", file, reference, digest);
        parts.add(new DeployPlan.Part(component, "image", "services/" + component, "services/" + component, List.of()));
        return this;
    }

    /** An archive of which the packed bytes are given, whatever they are. */
    ReleaseFixture archive(String component, byte[] packed) throws IOException {
        String file = component + "-" + version + ".tar.gz";
        Files.write(folder.resolve(file), packed);
        add(component, "archive", file, "", "");
        parts.add(new DeployPlan.Part(component, "archive", component, "", List.of()));
        return this;
    }

    /** A file that the release carries, named as in the repository. */
    ReleaseFixture carries(String path, String text) throws IOException {
        boolean executable = path.endsWith(".sh");
        other("deploy/" + path, text.getBytes(StandardCharsets.UTF_8), executable);
        return this;
    }

    ReleaseFixture environment(Environment environment) {
        environments.put(environment.name(), environment);
        return this;
    }

    ReleaseFolder write(Ports ports) throws Exception {
        other(DeployPlan.FILE, new DeployPlan("shop", parts, environments).bytes(), false);
        other("deploy-info-" + version + ".txt", "made for a test\n".getBytes(StandardCharsets.UTF_8), false);
        other(Release.PROVENANCE, provenance(), false);
        Map<String, String> digests = new TreeMap<>();
        artifacts.forEach(artifact -> digests.put(artifact.component(), artifact.digest()));
        Release release = new Release(
                version,
                "a".repeat(40),
                "2025-01-20T14:30:2" + version.charAt(version.length() - 1) + "Z",
                "test@host",
                new Release.SetEvidence(Standing.setDigest(digests), "passed", "2025-01-20T14:30:00Z"),
                artifacts,
                files);
        Files.write(folder.resolve(Release.MANIFEST), release.bytes());
        checksum(Release.MANIFEST, Digests.hex(Digests.of(release.bytes())));
        artifacts.forEach(artifact -> checksum(artifact.file(), artifact.sha256()));
        files.forEach(file -> checksum(file.file(), file.sha256()));
        return ReleaseFolder.open(ports.workspace(), folder.toString(), "");
    }

    private void add(String component, String kind, String file, String image, String imageId) throws IOException {
        artifacts.add(new ReleaseArtifact(
                component,
                kind,
                file,
                Files.size(folder.resolve(file)),
                Digests.hex(Digests.of(folder.resolve(file))),
                image,
                imageId,
                Digests.of(component),
                Strategy.FULL,
                version,
                false,
                new ReleaseArtifact.Evidence("passed", "true", 1, 0, "2025-01-20T14:30:00Z")));
    }

    private byte[] provenance() {
        List<Object> subjects = new ArrayList<>();
        artifacts.forEach(artifact ->
                subjects.add(Map.of("name", artifact.file(), "digest", Map.of("sha256", artifact.sha256()))));
        StringBuilder text = new StringBuilder();
        for (String type :
                List.of("https://slsa.dev/provenance/v1", "https://in-toto.io/attestation/test-result/v0.1")) {
            Map<String, Object> statement = new LinkedHashMap<>();
            statement.put("_type", "https://in-toto.io/Statement/v1");
            statement.put("subject", subjects);
            statement.put("predicateType", type);
            statement.put("predicate", Map.of());
            text.append(Json.line(statement)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void other(String file, byte[] bytes, boolean executable) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.write(folder.resolve(file), bytes);
        files.add(new Release.OtherFile(file, Digests.hex(Digests.of(bytes)), executable));
    }

    private void checksum(String file, String hex) {
        try {
            String name = file.substring(file.lastIndexOf('/') + 1);
            Files.writeString(folder.resolve(file + ".sha256"), hex + "  " + name + "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An environment in a directory; what a test needs otherwise is put over it. */
    static Env env(String name) {
        return new Env(name);
    }

    /** Writes an {@link Environment} step by step. */
    static final class Env {
        private final String name;
        private String after = "";
        private Compose compose = Compose.NONE;
        private String directory = "";
        private int retain = 5;
        private List<String> restart = List.of();
        private final List<Hook> before = new ArrayList<>();
        private final List<Hook> afterwards = new ArrayList<>();
        private List<String> check = List.of();
        private final List<Environment.Probe> health = new ArrayList<>();

        private Env(String name) {
            this.name = name;
        }

        Env after(String other) {
            after = other;
            return this;
        }

        Env compose(Compose newCompose) {
            compose = newCompose;
            return this;
        }

        Env directory(Path newDirectory) {
            directory = newDirectory.toString();
            return this;
        }

        Env retain(int releases) {
            retain = releases;
            return this;
        }

        Env restart(String... command) {
            restart = List.of(command);
            return this;
        }

        Env before(String... command) {
            return before(Hook.DEFAULT_TIMEOUT, command);
        }

        Env before(Duration timeout, String... command) {
            before.add(new Hook(List.of(command), timeout));
            return this;
        }

        Env afterwards(String... command) {
            afterwards.add(new Hook(List.of(command), Hook.DEFAULT_TIMEOUT));
            return this;
        }

        Env check(String... command) {
            check = List.of(command);
            return this;
        }

        Env command(long withinMillis, long stableMillis, String... command) {
            health.add(new Environment.Probe(
                    "", List.of(command), Duration.ofMillis(withinMillis), Duration.ofMillis(stableMillis)));
            return this;
        }

        Env url(String url, long withinMillis, long stableMillis) {
            health.add(new Environment.Probe(
                    url, List.of(), Duration.ofMillis(withinMillis), Duration.ofMillis(stableMillis)));
            return this;
        }

        Environment done() {
            return new Environment(
                    name, after, compose, directory, retain, restart, before, check, health, Demands.NONE, afterwards);
        }
    }
}
