package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that was drawn for a commit's build, kept in {@code _build/.build-version} for the steps that follow, and
 * for shells: lines {@code VERSION_TAG=} and {@code COMMIT=}.
 */
public record BuildVersion(String version, String commit) {
    private static final Pattern FORM =
            Pattern.compile("VERSION_TAG=(v[0-9a-f]{7}-\\d{8}-\\d{6})\\nCOMMIT=([0-9a-f]{40,64})\\n");

    /** What the last build drew; empty if there was none, or the file is not ours. */
    public static Optional<BuildVersion> read(Workspace workspace) throws IOException, InterruptedException {
        try (InputStream in = workspace.read(BuildFolder.VERSION_FILE)) {
            Matcher matcher = FORM.matcher(new String(in.readNBytes(1000), StandardCharsets.UTF_8));
            return matcher.matches()
                    ? Optional.of(new BuildVersion(matcher.group(1), matcher.group(2)))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(Workspace workspace) throws IOException, InterruptedException {
        String lines = "VERSION_TAG=" + version + "\nCOMMIT=" + commit + "\n";
        workspace.write(
                BuildFolder.VERSION_FILE, new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
