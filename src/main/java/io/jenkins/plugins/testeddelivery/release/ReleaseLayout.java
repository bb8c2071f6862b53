package io.jenkins.plugins.testeddelivery.release;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says which files a release folder holds, and what stands in the checksum file beside each. */
final class ReleaseLayout {
    static final String SUFFIX = ".sha256";

    private ReleaseLayout() {}

    /** The files of every release that are no artifact. */
    static List<String> needed(String version) {
        return List.of(DeployPlan.FILE, Release.infoName(version), Release.PROVENANCE);
    }

    /** Every file that has a checksum file beside it but {@code release.json} itself, with its checksum in hex. */
    static Map<String, String> checksums(Release release) {
        Map<String, String> all = new TreeMap<>();
        release.artifacts().forEach(artifact -> all.put(artifact.file(), artifact.sha256()));
        release.files().forEach(file -> all.put(file.file(), file.sha256()));
        return all;
    }

    /** The content of the checksum file: what {@code sha256sum} prints in the file's own folder. */
    static String checksumLine(String hex, String file) {
        return hex + "  " + file.substring(file.lastIndexOf('/') + 1) + "\n";
    }
}
