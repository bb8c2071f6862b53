package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.release.Problem;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import io.jenkins.plugins.testeddelivery.release.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Releases and their verification as text. */
public final class ReleaseReport {
    private static final int SHOWN_DIGITS = 12;

    private ReleaseReport() {}

    public static List<String> text(Release release, String folder, Ink ink) {
        List<String> lines = new ArrayList<>();
        int width = release.artifacts().stream()
                .mapToInt(artifact -> artifact.component().length())
                .max()
                .orElse(0);
        for (ReleaseArtifact artifact : release.artifacts()) {
            boolean unchanged = !artifact.from().equals(release.version());
            lines.add("  " + Ink.pad(artifact.component(), width) + "  " + Ink.pad(size(artifact.bytes()), 9) + "  sha256 "
                    + artifact.sha256().substring(0, SHOWN_DIGITS) + "…"
                    + (unchanged ? ink.dim("  unchanged since " + artifact.from()) : ""));
            if (artifact.registry().known()) {
                lines.add("  " + Ink.pad("", width) + "  pushed     " + Ink.plain(artifact.registry().reference()) + " as "
                        + shortened(artifact.registry().manifest()));
            }
        }
        lines.add(ink.good("exported") + " " + ink.bold(release.version()) + " to " + Ink.plain(folder) + "/"
                + release.version());
        return lines;
    }

    public static List<String> text(Verification verification, Ink ink) {
        Release release = verification.release();
        List<String> lines = new ArrayList<>();
        for (Problem problem : verification.problems()) {
            lines.add(ink.bad("differs") + "  " + Ink.plain(problem.text()));
        }
        String name = release == null ? Ink.plain(verification.folder()) : release.version();
        lines.add(
                verification.ok()
                        ? ink.good("ok") + "  " + ink.bold(name) + ": " + release.artifacts().size()
                                + " artifacts are what was tested"
                                + (verification.known() ? ", and what was exported here" : "")
                        : ink.bad("refused") + "  " + ink.bold(name) + ": " + verification.problems().size()
                                + (verification.problems().size() == 1 ? " problem" : " problems"));
        return lines;
    }

    private static String shortened(String digest) {
        return digest.substring(0, "sha256:".length() + SHOWN_DIGITS) + "…";
    }

    /** {@code 1.2 MB}: a thousand bytes are a kilobyte. */
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = -1;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
