package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.model.Run;
import hudson.tasks.Fingerprinter;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.release.KeptRelease;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.model.Jenkins;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;

/**
 * A release among the artifacts of its run, where people find it. What counts is the project's store: what is archived
 * is compared with it, byte by byte, on the controller.
 */
record ArchivedRelease(KeptRelease release) {
    private static final String SUFFIX = ".sha256";

    /** Where a file of the release is among the run's artifacts. */
    static String path(String version, String file) {
        return "release/" + version + "/" + file;
    }

    /** @param folder the release's own folder in the workspace */
    void archive(EngineRun engine, String folder) throws IOException, InterruptedException {
        Run<?, ?> run = engine.run();
        String version = release.release().version();
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : release.files().keySet()) {
            files.put(path(version, file), folder + "/" + file);
            files.put(path(version, file) + SUFFIX, folder + "/" + file + SUFFIX);
        }
        ArtifactManager artifacts = run.pickArtifactManager();
        artifacts.archive(
                engine.workspace(),
                engine.workspace().createLauncher(engine.listener()),
                new BuildListenerAdapter(engine.listener()),
                files);
        Map<String, String> md5 = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : release.files().entrySet()) {
            VirtualFile archived = artifacts.root().child(path(version, file.getKey()));
            md5.put(file.getKey(), md5(archived, file.getValue()));
        }
        fingerprint(run, md5);
    }

    /**
     * The MD5 by which Jenkins knows a file.
     *
     * @throws Failure of kind FAILED if the archived file is not the one with this checksum
     */
    private static String md5(VirtualFile archived, String digest) throws IOException {
        MessageDigest md5 = Digests.newDigest("MD5");
        try (InputStream file = archived.open();
                DigestInputStream both = new DigestInputStream(file, md5);
                Digests.Tee sha256 = new Digests.Tee(OutputStream.nullOutputStream())) {
            both.transferTo(sha256);
            String found = sha256.digest();
            if (!found.equals(digest)) {
                throw Failure.failed("The archived " + archived.getName() + " is not what was exported: expected "
                        + digest + ", found " + found + "; do not use it, and run the build again.");
            }
        }
        return HexFormat.of().formatHex(md5.digest());
    }

    /** The artifacts alone: a description that is the same in two releases says nothing about who uses it. */
    private void fingerprint(Run<?, ?> run, Map<String, String> md5) throws IOException {
        Map<String, String> known = new LinkedHashMap<>();
        for (ReleaseArtifact artifact : release.release().artifacts()) {
            String file = artifact.file();
            Jenkins.get().getFingerprintMap().getOrCreate(run, file, md5.get(file)).addFor(run);
            known.put(file, md5.get(file));
        }
        Fingerprinter.FingerprintAction action = run.getAction(Fingerprinter.FingerprintAction.class);
        if (action == null) {
            run.addAction(new Fingerprinter.FingerprintAction(run, known));
        } else {
            action.add(known);
        }
    }
}
