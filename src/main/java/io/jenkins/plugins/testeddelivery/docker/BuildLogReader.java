package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Reads what builders print, line by line, in bounded memory: the classic builder's steps, BuildKit's plain and its
 * terminal form, Podman's; of one build or of many, one after the other or with marks before their lines, as the consoles
 * of build servers have them. Text that is none of this is passed over.
 */
public final class BuildLogReader {
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_MARK = 120;
    private static final int MOST_BUILDS = 2_000;
    private static final int MOST_AT_ONCE = 64;

    private final LongSupplier nanos;
    private final Map<String, BuildTracker> open = new LinkedHashMap<>();
    private final List<BuildLog> ended = new ArrayList<>();
    private boolean tooMany;

    /** For a log that is written meanwhile: the classic builder prints no times, they are taken here. */
    public BuildLogReader() {
        this(System::nanoTime);
    }

    private BuildLogReader(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Reads a whole log that was written before. */
    public static List<BuildLog> read(InputStream in) throws IOException, InterruptedException {
        BuildLogReader reader = new BuildLogReader(() -> 0);
        byte[] buffer = new byte[1 << 16];
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (int i = 0; i < n; i++) {
                byte b = buffer[i];
                // a terminal's progress writes over its own lines
                if (b == '\n' || b == '\r') {
                    reader.bytes(line, length);
                    length = 0;
                } else if (length < LONGEST_LINE) {
                    line[length++] = b;
                }
            }
        }
        reader.bytes(line, length);
        return reader.builds();
    }

    private void bytes(byte[] line, int length) {
        // most lines of a log are none of a builder's: they are not even decoded
        for (int i = 0; i < length; i++) {
            byte b = line[i];
            if (b == '#' || b == '>' || b == 'S') {
                line(new String(line, 0, length, StandardCharsets.UTF_8));
                return;
            }
        }
    }

    /** Takes the next line. */
    public void line(String text) {
        String line = withoutEscapes(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text);
        int at = Marks.find(line);
        if (at < 0 || at > LONGEST_MARK) {
            return;
        }
        String mark = mark(line.substring(0, at));
        String rest = line.substring(at);
        BuildTracker tracker = open.get(mark);
        if (tracker == null || tracker.endsBefore(rest)) {
            if (!Marks.begins(rest)) {
                return;
            }
            if (tracker != null) {
                end(tracker);
            }
            tracker = Marks.tracker(rest, nanos);
            put(mark, tracker);
        }
        tracker.line(rest);
    }

    /** What was read so far, in the order the builds began or ended. */
    public List<BuildLog> builds() {
        List<BuildLog> all = new ArrayList<>(ended);
        open.values().forEach(tracker -> add(all, tracker));
        return all;
    }

    /** Whether there were more builds than are told of. */
    public boolean tooMany() {
        return tooMany;
    }

    private void put(String mark, BuildTracker tracker) {
        if (!open.containsKey(mark) && open.size() >= MOST_AT_ONCE) {
            String oldest = open.keySet().iterator().next();
            end(open.remove(oldest));
        }
        open.put(mark, tracker);
    }

    private void end(BuildTracker tracker) {
        add(ended, tracker);
    }

    private void add(List<BuildLog> to, BuildTracker tracker) {
        if (to.size() >= MOST_BUILDS) {
            tooMany = true;
        } else if (tracker.begun()) {
            to.add(tracker.log());
        }
    }

    /** What tells the lines of one build from another's: a mark without what is another in each line, such as a time. */
    private static String mark(String before) {
        return before.isEmpty() ? "" : before.replaceAll("[^\\p{L}|/_]+", " ").strip();
    }

    /** Without what colours a terminal. */
    private static String withoutEscapes(String line) {
        if (line.indexOf('\u001b') < 0) {
            return line;
        }
        StringBuilder plain = new StringBuilder(line.length());
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i++);
            if (c != '\u001b') {
                plain.append(c);
            } else if (i < line.length() && line.charAt(i) == '[') {
                i++;
                while (i < line.length() && (line.charAt(i) < '@' || line.charAt(i) > '~')) {
                    i++;
                }
                i++;
            }
        }
        return plain.toString();
    }
}
