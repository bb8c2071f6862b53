package io.jenkins.plugins.testeddelivery.docker.layers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * What one layer says of one path; times are left out.
 *
 * @param path without a slash at its start or end; empty: the root
 * @param place where it was said: the layer's number, and the entry's within the layer; the later counts
 * @param mode the permission bits, with those for set user id, set group id and sticky
 * @param content digest of a file's content; which of two devices it is
 * @param link target of a symbolic link, or of a hard link that is not resolved
 * @param attributes digest of the extended attributes; empty: none
 */
record Node(String path, long place, Kind kind, int mode, long user, long group, String content, String link, String attributes) {
    /** The root first, each folder directly before what is in it. */
    static final Comparator<Node> ORDER = Comparator.comparing(Node::path, Node::compare).thenComparingLong(Node::place);

    private static final int LAYER_SHIFT = 40;

    /** What is at the path. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        HARD_LINK,
        DEVICE,
        PIPE,
        /** Nothing: what lower layers have here is gone, and all below it. */
        WHITEOUT,
        /** What lower layers have in this folder is gone. */
        OPAQUE
    }

    static long place(int layer, long entry) {
        return ((long) layer << LAYER_SHIFT) + entry;
    }

    int layer() {
        return (int) (place >> LAYER_SHIFT);
    }

    Node in(int layer) {
        return new Node(path, place(layer, place & ((1L << LAYER_SHIFT) - 1)), kind, mode, user, group, content, link, attributes);
    }

    /** Another name for the same file. */
    Node at(String name, long newPlace) {
        return new Node(name, newPlace, kind, mode, user, group, content, link, attributes);
    }

    /** A slash before every other letter, so that nothing comes between a folder and what is in it. */
    static int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int i = 0; i < shorter; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return a == '/' ? -1 : b == '/' ? 1 : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(path);
        out.writeLong(place);
        out.writeByte(kind.ordinal());
        out.writeInt(mode);
        out.writeLong(user);
        out.writeLong(group);
        out.writeUTF(content);
        out.writeUTF(link);
        out.writeUTF(attributes);
    }

    static Node read(DataInput in) throws IOException {
        return new Node(
                in.readUTF(),
                in.readLong(),
                Kind.values()[in.readByte()],
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF());
    }
}
