package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads files of a commit as Git stores them: what ships is what the commit says, whatever the work tree looks like.
 * One process lists, one reads.
 */
final class CommitFiles implements AutoCloseable {
    private static final int MOST_LINKS = 8;
    private static final List<String> GIT = List.of(
            "git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager", "--literal-pathspecs");

    private final Map<String, Entry> entries = new HashMap<>();
    private final Process reader;
    private final InputStream out;

    /** One path of the commit. */
    private record Entry(String mode, String id) {}

    /** A file's content, and whether it is a program. */
    record Content(byte[] bytes, boolean executable) {}

    CommitFiles(Path root, Map<String, String> environment, String commit) throws IOException, InterruptedException {
        Process list = start(root, environment, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit);
        String listing = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (list.waitFor() != 0) {
            throw Failure.failed("The files of the commit " + commit + " cannot be listed in " + root
                    + "; see what git ls-tree says of it.");
        }
        for (String line : listing.split("\0")) {
            // <mode> <type> <id>TAB<path>
            int tab = line.indexOf('\t');
            if (tab > 0) {
                String[] words = line.substring(0, tab).split(" ");
                entries.put(line.substring(tab + 1), new Entry(words[0], words[2]));
            }
        }
        reader = start(root, environment, "cat-file", "--batch");
        out = new BufferedInputStream(reader.getInputStream());
    }

    /** The file at this path, links within the commit followed; empty if there is none. */
    Optional<Content> read(String path) throws IOException {
        String at = path;
        for (int links = 0; links <= MOST_LINKS; links++) {
            Entry entry = entries.get(at);
            if (entry == null || entry.mode.equals("160000")) {
                return Optional.empty();
            }
            byte[] bytes = blob(entry.id);
            if (!entry.mode.equals("120000")) {
                return Optional.of(new Content(bytes, entry.mode.equals("100755")));
            }
            Optional<String> target = target(at, new String(bytes, StandardCharsets.UTF_8));
            if (target.isEmpty()) {
                return Optional.empty();
            }
            at = target.get();
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        reader.destroy();
    }

    private byte[] blob(String id) throws IOException {
        OutputStream in = reader.getOutputStream();
        in.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
        in.flush();
        StringBuilder header = new StringBuilder();
        for (int b = out.read(); b != '\n'; b = out.read()) {
            if (b < 0) {
                throw new IOException("git cat-file ended before it answered for " + id);
            }
            header.append((char) b);
        }
        String[] words = header.toString().split(" ");
        if (words.length != 3) {
            throw new IOException("Git does not have the content " + id + " (" + header
                    + "); fetch it and export again");
        }
        byte[] bytes = out.readNBytes(Integer.parseInt(words[2]));
        if (out.read() != '\n') {
            throw new IOException("git cat-file ended in the middle of " + id);
        }
        return bytes;
    }

    private static Optional<String> target(String link, String text) {
        Deque<String> segments = new ArrayDeque<>(List.of(link.split("/")));
        segments.removeLast();
        boolean inside = !text.startsWith("/");
        for (String segment : text.split("/")) {
            if (segment.equals("..")) {
                inside &= segments.pollLast() != null;
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return inside ? Optional.of(String.join("/", segments)) : Optional.empty();
    }

    private static Process start(Path root, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(GIT);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("LC_ALL", "C");
        // these contradict --literal-pathspecs, which is then an error
        builder.environment()
                .keySet()
                .removeAll(List.of("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"));
        builder.redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")));
        return builder.start();
    }
}
