package io.jenkins.plugins.testeddelivery.git;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A {@code .dockerignore}: patterns anchored at the context's root, {@code !} lets through again (also below a folder
 * that is left out), the last match wins.
 */
final class DockerIgnore implements Serializable {
    private static final long serialVersionUID = 1L;
    static final DockerIgnore NONE = new DockerIgnore(List.of());

    private final List<String> lines;
    private final transient List<Line> compiled;

    private DockerIgnore(List<String> lines) {
        this.lines = lines;
        List<Line> read = new ArrayList<>(lines.size());
        for (String line : lines) {
            read.add(Line.of(line));
        }
        this.compiled = read;
    }

    /** Reads the file; one with a pattern that Docker refuses lets everything through. */
    static DockerIgnore parse(String text) {
        List<String> lines = new ArrayList<>();
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (String line : withoutMark.split("\r?\n")) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            boolean exception = line.strip().startsWith("!");
            String pattern = line.strip().substring(exception ? 1 : 0).strip();
            if (pattern.isEmpty()) {
                return NONE;
            }
            String cleaned = DockerPath.clean(pattern);
            lines.add((exception ? "!" : "")
                    + (cleaned.length() > 1 && cleaned.startsWith("/") ? cleaned.substring(1) : cleaned));
        }
        try {
            return lines.isEmpty() ? NONE : new DockerIgnore(List.copyOf(lines));
        } catch (PatternSyntaxException e) {
            return NONE;
        }
    }

    /** @param lines of another, see {@link #lines()} */
    static DockerIgnore ofLines(List<String> lines) {
        return lines.isEmpty() ? NONE : new DockerIgnore(List.copyOf(lines));
    }

    /** Its patterns, cleaned. */
    List<String> lines() {
        return lines;
    }

    /** Whether the file at this path, relative to the context, is left out. */
    boolean excludes(String path) {
        boolean out = false;
        for (Line line : compiled) {
            if (line.exception == out && line.matches(path)) {
                out = !out;
            }
        }
        return out;
    }

    /** Whether nothing below this folder can be let through. */
    boolean excludesAllOf(String folder) {
        return excludes(folder) && compiled.stream().noneMatch(Line::exception);
    }

    /** Whether an exception names the path, or a folder above it: somebody wants it in the context. */
    boolean letsThrough(String path) {
        return compiled.stream().anyMatch(line -> line.exception && line.matches(path));
    }

    /** Whether Docker would refuse the text: with it no build gets to its first step. */
    static boolean refused(String text) {
        return parse(text) == NONE
                && text.lines().anyMatch(line -> !line.startsWith("#") && !line.isBlank());
    }

    private Object readResolve() {
        return new DockerIgnore(lines);
    }

    /** @param regex null for a pattern that is just a path */
    private record Line(String path, Pattern regex, boolean exception) {
        static Line of(String line) {
            boolean exception = line.startsWith("!");
            String path = exception ? line.substring(1) : line;
            return new Line(path, DockerPath.isGlob(path) ? DockerPath.compile(path) : null, exception);
        }

        /** The file itself, or a folder above it. */
        boolean matches(String file) {
            if (regex == null) {
                return DockerPath.within(file, path);
            }
            for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
                if (regex.matcher(file.substring(0, slash)).matches()) {
                    return true;
                }
            }
            return regex.matcher(file).matches();
        }
    }
}
