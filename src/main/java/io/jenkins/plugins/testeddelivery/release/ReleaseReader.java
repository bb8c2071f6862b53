package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code release.json} strictly: what we would not write is refused, and by name. */
final class ReleaseReader {
    static final Pattern VERSION = Pattern.compile("v[0-9a-f]{7}-[0-9]{8}-[0-9]{6}");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern REFERENCE = Pattern.compile(
            "[a-z0-9][a-z0-9._/:-]*:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern REMOTE = Pattern.compile(
            "(localhost|[A-Za-z0-9-]*[.:][A-Za-z0-9.:-]*)/[a-z0-9][a-z0-9._/-]*:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final List<String> STRATEGIES =
            Arrays.stream(Strategy.values()).map(Strategy::name).toList();

    private ReleaseReader() {}

    /** @throws IOException with what is wrong, for a message that begins with the file's name */
    static Release read(byte[] json) throws IOException {
        StrictObject root = new StrictObject(Json.readObject(json), "");
        String schema = root.text("schema");
        if (!schema.equals(Release.SCHEMA)) {
            throw new IOException("its schema is " + Printable.quoted(schema) + ", this version reads "
                    + Release.SCHEMA);
        }
        List<ReleaseArtifact> artifacts = new ArrayList<>();
        for (StrictObject artifact : root.objects("artifacts")) {
            artifacts.add(artifact(artifact));
        }
        List<Release.OtherFile> files = new ArrayList<>();
        for (StrictObject file : root.objects("files")) {
            files.add(new Release.OtherFile(path(file), hex(file, "sha256"), file.flag("executable")));
        }
        Release release = new Release(
                version(root, "version"),
                root.text("commit", COMMIT, "a commit of 40 hex digits"),
                root.time("created"),
                root.text("builder"),
                set(root.object("set")),
                artifacts,
                files,
                root.has("branch") ? root.text("branch") : "");
        requireDistinct(release);
        return release;
    }

    private static ReleaseArtifact artifact(StrictObject object) throws IOException {
        String component = object.text("component", COMPONENT, "a component's name");
        String kind = object.oneOf("kind", List.of(ReleaseArtifact.IMAGE, ReleaseArtifact.ARCHIVE));
        boolean image = kind.equals(ReleaseArtifact.IMAGE);
        for (String key : List.of("image", "imageId", "registry")) {
            if (!image && object.has(key)) {
                throw object.wrong(key, "nothing: archives have no image");
            }
        }
        String from = version(object, "from");
        StrictObject evidence = object.object("evidence");
        return new ReleaseArtifact(
                component,
                kind,
                object.oneOf("file", List.of(fileName(component, from))),
                object.count("bytes"),
                hex(object, "sha256"),
                image ? object.text("image", REFERENCE, "an image reference with a tag") : "",
                image ? digest(object, "imageId") : "",
                digest(object, "fingerprint"),
                Strategy.valueOf(object.oneOf("strategy", STRATEGIES)),
                from,
                object.flag("behind"),
                new ReleaseArtifact.Evidence(
                        evidence.oneOf("result", List.of("passed")),
                        evidence.text("command"),
                        evidence.count("tests"),
                        evidence.count("failed"),
                        evidence.time("at"),
                        evidence.has("kind") ? evidence.text("kind") : "",
                        evidence.has("conditions") ? evidence.texts("conditions") : List.of()),
                object.has("registry") ? registry(object.object("registry")) : Pushed.NOWHERE);
    }

    private static Pushed registry(StrictObject registry) throws IOException {
        return new Pushed(
                registry.text("reference", REMOTE, "an image's name in a registry"),
                digest(registry, "manifest"),
                registry.has("index") ? digest(registry, "index") : "");
    }

    /** The name of an artifact's file: fixed by its component and the version it first shipped in. */
    static String fileName(String component, String from) {
        return component + "-" + from + ".tar.gz";
    }

    private static Release.SetEvidence set(StrictObject set) throws IOException {
        if (!set.has("evidence")) {
            return new Release.SetEvidence(digest(set, "digest"), "", "");
        }
        StrictObject evidence = set.object("evidence");
        return new Release.SetEvidence(
                digest(set, "digest"),
                evidence.oneOf("result", List.of("passed")),
                evidence.time("at"),
                evidence.has("kind") ? evidence.text("kind") : "",
                evidence.has("conditions") ? evidence.texts("conditions") : List.of());
    }

    private static String path(StrictObject file) throws IOException {
        String path = file.text("file");
        boolean inDeploy = path.startsWith(Release.DEPLOY);
        if (!DeployPaths.safe(path) || (!inDeploy && path.contains("/"))) {
            throw file.wrong("file", "a name in the release folder or a path in deploy/");
        }
        return path;
    }

    private static void requireDistinct(Release release) throws IOException {
        if (release.artifacts().isEmpty()) {
            throw new IOException("artifacts is empty, expected one at least");
        }
        Set<String> names = new HashSet<>(Set.of(Release.MANIFEST));
        List<String> all = new ArrayList<>();
        release.artifacts().forEach(artifact -> all.add(artifact.file()));
        release.files().forEach(file -> all.add(file.file()));
        for (String name : all) {
            if (!names.add(name)) {
                throw new IOException("the file " + Printable.quoted(name) + " is named twice");
            }
        }
        for (String needed : ReleaseLayout.needed(release.version())) {
            if (release.files().stream().noneMatch(file -> file.file().equals(needed))) {
                throw new IOException("files does not name " + needed);
            }
        }
    }

    private static String version(StrictObject object, String key) throws IOException {
        return object.text(key, VERSION, "a version like vabc1234-20250120-143022");
    }

    private static String hex(StrictObject object, String key) throws IOException {
        return object.text(key, HEX, "64 hex digits");
    }

    private static String digest(StrictObject object, String key) throws IOException {
        return object.text(key, DIGEST, "sha256: and 64 hex digits");
    }
}
