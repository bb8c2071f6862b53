package io.jenkins.plugins.testeddelivery.docker;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Hands a build's lines on, less the classic builder's notice, and keeps the one that says why it failed. */
final class BuildOutput {
    private static final Pattern NO_REASON = Pattern.compile(
            "\\s*|-+|\\s*>+ .*|#\\d+ .*|\\s*\\d+ \\|.*|\\S*Dockerfile\\S*:\\d+|View build details.*|\\[Warning].*");

    /** BuildKit repeats the digest of every step on a line of its own, and parts steps by blank lines. */
    private static final Pattern NOISE = Pattern.compile("\\s*|#\\d+ sha256:[0-9a-f]{64}");

    private final Consumer<String> lines;
    private boolean notice;
    private String reason = "";

    BuildOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    synchronized void out(String line) {
        tell(line);
    }

    synchronized void err(String line) {
        if (line.startsWith("DEPRECATED: The legacy builder")) {
            notice = true;
            return;
        }
        if (notice && (line.isBlank() || line.startsWith("    "))) {
            notice = !line.isBlank();
            return;
        }
        notice = false;
        if (!NO_REASON.matcher(line).matches()) {
            reason = line.strip().replaceFirst("^(ERROR: |Error response from daemon: |Error: )+", "");
        }
        tell(line);
    }

    private void tell(String line) {
        if (!NOISE.matcher(line).matches()) {
            lines.accept(line);
        }
    }

    synchronized String reason() {
        return reason;
    }
}
