package io.jenkins.plugins.testeddelivery.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Compresses to gzip (RFC 1951, 1952) with the same bytes on every machine: no name, no time, no operating system in
 * the header, and a deflate of our own, since the JDK's is whatever zlib it happens to be linked with.
 *
 * <p>A block's contents depend on all that was written and on nothing else, the sizes of the writes included.
 */
final class FixedGzip extends OutputStream {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    private static final int WINDOW = 1 << 15;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    /** How far ahead the text must be known: a match here, or a longer one at the next byte. */
    private static final int AHEAD = LONGEST + SHORTEST + 1;
    /** A match of this length is taken without looking for a better one. */
    private static final int GOOD = 64;

    private static final int TRIES = 48;
    private static final int HASH_BITS = 15;

    private final OutputStream out;
    private final HuffmanBlocks blocks;
    private final CRC32 check = new CRC32();
    private long bytes;
    private final byte[] text = new byte[8 * WINDOW];
    private int filled;
    private int at;
    /** The newest place for each hash, and for each place in the window the one before with that hash; -1: none. */
    private final int[] newest = new int[1 << HASH_BITS];

    private final int[] before = new int[WINDOW];
    private int matchAt;

    FixedGzip(OutputStream to) throws IOException {
        this.out = new BufferedOutputStream(to, 1 << 16);
        this.blocks = new HuffmanBlocks(out);
        Arrays.fill(newest, -1);
        Arrays.fill(before, -1);
        out.write(HEADER);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        check.update(buffer, offset, length);
        bytes += length;
        for (int from = offset, left = length; left > 0; ) {
            int n = Math.min(left, text.length - filled);
            System.arraycopy(buffer, from, text, filled, n);
            filled += n;
            from += n;
            left -= n;
            if (filled == text.length) {
                compress(filled - AHEAD);
                slide();
            }
        }
    }

    /** Ends the stream; what it was written to stays open, so that its owner can flush it to the disk. */
    @Override
    public void close() throws IOException {
        compress(filled);
        blocks.finish();
        littleEndian(check.getValue());
        littleEndian(bytes);
        out.flush();
    }

    private void compress(int end) throws IOException {
        while (at < end) {
            int length = longestMatch(at);
            int match = matchAt;
            insert(at);
            if (length >= SHORTEST && length < GOOD && at + 1 < filled && longestMatch(at + 1) > length) {
                // the next byte starts a longer match: this one goes as it is
                length = 0;
            }
            if (length < SHORTEST) {
                blocks.literal(text[at] & 0xff);
                at++;
            } else {
                blocks.match(length, at - match);
                for (int i = 1; i < length; i++) {
                    insert(at + i);
                }
                at += length;
            }
        }
    }

    /** The length of the longest earlier text that goes on like the text here; where it is, is in {@code matchAt}. */
    private int longestMatch(int here) {
        int limit = Math.min(LONGEST, filled - here);
        if (limit < SHORTEST) {
            return 0;
        }
        int best = SHORTEST - 1;
        int candidate = newest[hash(here)];
        for (int tries = TRIES; candidate >= 0 && here - candidate < WINDOW && tries > 0; tries--) {
            if (text[candidate + best] == text[here + best]) {
                int length = Arrays.mismatch(text, candidate, candidate + limit, text, here, here + limit);
                int equal = length < 0 ? limit : length;
                if (equal > best) {
                    best = equal;
                    matchAt = candidate;
                    if (best == limit) {
                        break;
                    }
                }
            }
            int next = before[candidate & (WINDOW - 1)];
            // older than the window: its slot belongs to another place by now
            candidate = next < candidate ? next : -1;
        }
        return best < SHORTEST ? 0 : best;
    }

    private void insert(int place) {
        if (place + SHORTEST <= filled) {
            int hash = hash(place);
            before[place & (WINDOW - 1)] = newest[hash];
            newest[hash] = place;
        }
    }

    private int hash(int place) {
        int three = (text[place] & 0xff) << 16 | (text[place + 1] & 0xff) << 8 | text[place + 2] & 0xff;
        return three * 0x9E3779B1 >>> 32 - HASH_BITS;
    }

    /** Forgets what is further back than the window; by whole windows, so that every place keeps its slot. */
    private void slide() {
        int by = (at - WINDOW) / WINDOW * WINDOW;
        System.arraycopy(text, by, text, 0, filled - by);
        filled -= by;
        at -= by;
        for (int[] places : new int[][] {newest, before}) {
            for (int i = 0; i < places.length; i++) {
                places[i] = Math.max(-1, places[i] - by);
            }
        }
    }

    private void littleEndian(long value) throws IOException {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >>> shift) & 0xff);
        }
    }
}
