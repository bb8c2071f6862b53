package io.jenkins.plugins.testeddelivery.git;

import java.util.ArrayList;
import java.util.List;

/**
 * One path that {@code git status --porcelain=v2} names.
 *
 * @param kind {@code 1} changed, {@code u} unmerged, {@code ?} untracked
 * @param index what the index did to it, {@code .}: nothing
 * @param work what the working tree did to it since the index, {@code .}: nothing
 * @param headMode in HEAD; 0: it is not there, or nothing is said of it
 */
record StatusLine(
        char kind,
        char index,
        char work,
        int headMode,
        int indexMode,
        int workMode,
        String headId,
        String indexId,
        String path) {

    /** What {@code git status} said. @param head commit it compared with; empty: there is none */
    record Listing(String head, List<StatusLine> lines) {
        /** What HEAD has at these paths, as far as it is said. */
        List<Entry> inHead() {
            List<Entry> entries = new ArrayList<>();
            for (StatusLine line : lines) {
                if (line.headMode != 0) {
                    entries.add(Entry.of(line.path, line.headMode, line.headId));
                }
            }
            return entries;
        }

        /** Whether nothing more needs to be known of HEAD than what the lines say. */
        boolean saysAllOfHead() {
            for (StatusLine line : lines) {
                if (!line.saysAllOfHead()) {
                    return false;
                }
            }
            return true;
        }

        Listing with(List<StatusLine> more) {
            List<StatusLine> all = new ArrayList<>(lines);
            all.addAll(more);
            return new Listing(head, all);
        }
    }

    private static final String HEAD = "# branch.oid ";

    static Listing parse(byte[] output) {
        String head = "";
        List<StatusLine> lines = new ArrayList<>();
        int at = 0;
        while (at < output.length) {
            int end = at;
            while (end < output.length && output[end] != 0) {
                end++;
            }
            String record = PathText.decode(output, at, end);
            at = end + 1;
            switch (record.charAt(0)) {
                case '#' -> head = record.startsWith(HEAD) ? record.substring(HEAD.length()) : head;
                case '1' -> lines.add(changed(record.split(" ", 9)));
                case 'u' -> lines.add(unmerged(record.split(" ", 11)));
                case '?' -> lines.add(untracked(record.substring(2)));
                default -> throw new IllegalStateException("git status printed what it should not: " + record);
            }
        }
        return new Listing(head, lines);
    }

    /** What {@code git ls-files --others} said. */
    static List<StatusLine> parseUntracked(byte[] output) {
        List<StatusLine> lines = new ArrayList<>();
        int at = 0;
        while (at < output.length) {
            int end = at;
            while (end < output.length && output[end] != 0) {
                end++;
            }
            lines.add(untracked(PathText.decode(output, at, end)));
            at = end + 1;
        }
        return lines;
    }

    /** Whether nothing more needs to be known of HEAD: no merge is open here, no other repository begins here. */
    boolean saysAllOfHead() {
        return kind != 'u'
                && !path.endsWith("/")
                && Entry.normal(headMode) != Entry.SUBMODULE
                && Entry.normal(indexMode) != Entry.SUBMODULE
                && Entry.normal(workMode) != Entry.SUBMODULE;
    }

    boolean untracked() {
        return kind == '?';
    }

    /** Whether the index holds the path, whatever the working tree did. */
    boolean inIndex() {
        return kind == 'u' || kind == '1' && index != 'D';
    }

    private static StatusLine untracked(String path) {
        return new StatusLine('?', '.', '?', 0, 0, 0, "", "", path);
    }

    // 1 <XY> <sub> <mH> <mI> <mW> <hH> <hI> <path>
    private static StatusLine changed(String[] f) {
        return new StatusLine(
                '1',
                f[1].charAt(0),
                f[1].charAt(1),
                mode(f[3]),
                mode(f[4]),
                mode(f[5]),
                f[6],
                f[7],
                f[8]);
    }

    // u <XY> <sub> <m1> <m2> <m3> <mW> <h1> <h2> <h3> <path>
    private static StatusLine unmerged(String[] f) {
        return new StatusLine('u', f[1].charAt(0), f[1].charAt(1), 0, 0, mode(f[6]), "", "", f[10]);
    }

    private static int mode(String octal) {
        return Integer.parseInt(octal, 8);
    }
}
