package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.model.Run;
import hudson.tasks.Fingerprinter;
import java.util.HashMap;
import java.util.Map;

/** Where a run's archived files can be downloaded, and what Jenkins' own file fingerprint (MD5) of each is, by file name. */
public final class ReleaseFiles {
    private static final int MOST = 2000;

    private final Map<String, String> links = new HashMap<>();
    private final Map<String, String> fingerprints = new HashMap<>();

    ReleaseFiles(Map<String, String> linkOfPath, Map<String, String> md5OfPath) {
        linkOfPath.forEach((path, link) -> links.put(name(path), link));
        md5OfPath.forEach((path, md5) -> {
            if (md5.matches("[0-9a-f]{32}")) {
                fingerprints.put(name(path), md5);
            }
        });
    }

    static ReleaseFiles of(Run<?, ?> run) {
        Map<String, String> links = new HashMap<>();
        for (Run<?, ?>.Artifact artifact : run.getArtifactsUpTo(MOST)) {
            links.put(artifact.relativePath, artifact.getHref());
        }
        Fingerprinter.FingerprintAction recorded = run.getAction(Fingerprinter.FingerprintAction.class);
        return new ReleaseFiles(links, recorded == null ? Map.of() : recorded.getRecords());
    }

    /** Below the run's {@code artifact/}, encoded; empty: not archived. */
    public String link(String file) {
        return file.isEmpty() ? "" : links.getOrDefault(file, "");
    }

    /** 32 hex; empty: Jenkins recorded none. */
    public String md5(String file) {
        return file.isEmpty() ? "" : fingerprints.getOrDefault(file, "");
    }

    private static String name(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
