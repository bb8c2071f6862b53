package io.jenkins.plugins.testeddelivery.git;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One path of a state: what kind of thing it is and the id of its content.
 *
 * @param mode one of the four below
 * @param text holds the id as hex digits, from {@code at}, {@code length} of them; entries of one listing share it
 */
record Entry(String path, int mode, byte[] text, int at, int length) {
    static final int FILE = 0100644;
    static final int EXECUTABLE = 0100755;
    static final int LINK = 0120000;
    static final int SUBMODULE = 0160000;

    private static final byte[] OCTAL_FILE = octal(FILE);
    private static final byte[] OCTAL_EXECUTABLE = octal(EXECUTABLE);
    private static final byte[] OCTAL_LINK = octal(LINK);
    private static final byte[] OCTAL_SUBMODULE = octal(SUBMODULE);

    static Entry of(String path, int mode, String id) {
        return new Entry(path, normal(mode), id.getBytes(StandardCharsets.US_ASCII), 0, id.length());
    }

    String id() {
        return new String(text, at, length, StandardCharsets.US_ASCII);
    }

    byte[] octalMode() {
        return switch (mode) {
            case EXECUTABLE -> OCTAL_EXECUTABLE;
            case LINK -> OCTAL_LINK;
            case SUBMODULE -> OCTAL_SUBMODULE;
            default -> OCTAL_FILE;
        };
    }

    boolean regular() {
        return mode == FILE || mode == EXECUTABLE;
    }

    boolean link() {
        return mode == LINK;
    }

    boolean submodule() {
        return mode == SUBMODULE;
    }

    boolean sameId(Entry other) {
        return Arrays.equals(text, at, at + length, other.text, other.at, other.at + other.length);
    }

    /** Git writes group bits of old repositories too; only "may be run" counts. */
    static int normal(int mode) {
        return switch (mode & 0170000) {
            case 0120000 -> LINK;
            case 0160000 -> SUBMODULE;
            default -> (mode & 0100) == 0 ? FILE : EXECUTABLE;
        };
    }

    // by value: the array is shared with other entries
    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry && path.equals(entry.path) && mode == entry.mode && sameId(entry);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return Integer.toOctalString(mode) + " " + id() + " " + PathText.shown(path);
    }

    private static byte[] octal(int mode) {
        return Integer.toOctalString(mode).getBytes(StandardCharsets.US_ASCII);
    }
}
