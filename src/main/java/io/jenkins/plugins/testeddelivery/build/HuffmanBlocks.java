package io.jenkins.plugins.testeddelivery.build;

import java.io.IOException;
import java.io.OutputStream;

/** Writes literals and matches as deflate blocks with Huffman codes of their own (RFC 1951, block type 2). */
final class HuffmanBlocks {
    private static final int TOKENS = 1 << 15;
    private static final int END = 256;
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final OutputStream out;
    /** A literal, or {@code distance << 9 | length}. */
    private final int[] tokens = new int[TOKENS];

    private int count;
    private long bits;
    private int pending;

    HuffmanBlocks(OutputStream out) {
        this.out = out;
    }

    void literal(int value) throws IOException {
        add(value);
    }

    void match(int length, int distance) throws IOException {
        add(distance << 9 | length);
    }

    /** Writes the last block and fills up the last byte. */
    void finish() throws IOException {
        block(true);
        if (pending > 0) {
            put(0, 8 - pending);
        }
    }

    private void add(int token) throws IOException {
        if (count == TOKENS) {
            block(false);
        }
        tokens[count++] = token;
    }

    private void block(boolean last) throws IOException {
        int[] texts = new int[286];
        int[] distances = new int[30];
        texts[END] = 1;
        for (int i = 0; i < count; i++) {
            int distance = tokens[i] >> 9;
            if (distance == 0) {
                texts[tokens[i]]++;
            } else {
                texts[257 + lengthCode(tokens[i] & 511)]++;
                distances[distanceCode(distance)]++;
            }
        }
        HuffmanCode textCode = HuffmanCode.of(texts, 15);
        HuffmanCode distanceCode = HuffmanCode.of(distances, 15);
        put(last ? 1 : 0, 1);
        put(2, 2);
        header(textCode.lengths(), distanceCode.lengths());
        for (int i = 0; i < count; i++) {
            token(tokens[i], textCode, distanceCode);
        }
        put(textCode, END);
        count = 0;
    }

    private void token(int token, HuffmanCode textCode, HuffmanCode distanceCode) throws IOException {
        int distance = token >> 9;
        if (distance == 0) {
            put(textCode, token);
            return;
        }
        int length = token & 511;
        int code = lengthCode(length);
        put(textCode, 257 + code);
        put(length - LENGTH_BASE[code], LENGTH_EXTRA[code]);
        int far = distanceCode(distance);
        put(distanceCode, far);
        put(distance - distanceBase(far), distanceExtra(far));
    }

    /** Both codes' lengths, run-length coded, with a code of their own. */
    private void header(int[] texts, int[] distances) throws IOException {
        int[] all = new int[texts.length + distances.length];
        System.arraycopy(texts, 0, all, 0, texts.length);
        System.arraycopy(distances, 0, all, texts.length, distances.length);
        int[] runs = new int[all.length];
        int n = runs(all, runs);
        int[] uses = new int[19];
        for (int i = 0; i < n; i++) {
            uses[runs[i] & 31]++;
        }
        HuffmanCode code = HuffmanCode.of(uses, 7);
        put(texts.length - 257, 5);
        put(distances.length - 1, 5);
        put(ORDER.length - 4, 4);
        for (int symbol : ORDER) {
            put(code.lengths()[symbol], 3);
        }
        for (int i = 0; i < n; i++) {
            int symbol = runs[i] & 31;
            put(code, symbol);
            if (symbol >= 16) {
                put(runs[i] >> 5, symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
            }
        }
    }

    /** Length symbols as {@code extra << 5 | symbol}; gives back how many. */
    private static int runs(int[] lengths, int[] into) {
        int n = 0;
        for (int i = 0; i < lengths.length; ) {
            int run = 1;
            while (i + run < lengths.length && lengths[i + run] == lengths[i]) {
                run++;
            }
            if (lengths[i] == 0 && run >= 3) {
                run = Math.min(run, 138);
                into[n++] = run <= 10 ? run - 3 << 5 | 17 : run - 11 << 5 | 18;
            } else if (i > 0 && lengths[i] == lengths[i - 1] && run >= 3) {
                run = Math.min(run, 6);
                into[n++] = run - 3 << 5 | 16;
            } else {
                run = 1;
                into[n++] = lengths[i];
            }
            i += run;
        }
        return n;
    }

    private void put(HuffmanCode code, int symbol) throws IOException {
        put(code.bits()[symbol], code.lengths()[symbol]);
    }

    private void put(int value, int length) throws IOException {
        bits |= (long) value << pending;
        pending += length;
        while (pending >= 8) {
            out.write((int) bits & 0xff);
            bits >>>= 8;
            pending -= 8;
        }
    }

    private static int lengthCode(int length) {
        int code = LENGTH_BASE.length - 1;
        while (LENGTH_BASE[code] > length) {
            code--;
        }
        return code;
    }

    private static int distanceCode(int distance) {
        if (distance <= 4) {
            return distance - 1;
        }
        int high = 31 - Integer.numberOfLeadingZeros(distance - 1);
        return 2 * high + (distance - 1 >> high - 1 & 1);
    }

    private static int distanceExtra(int code) {
        return Math.max(0, code / 2 - 1);
    }

    private static int distanceBase(int code) {
        return code < 4 ? code + 1 : (2 + code % 2 << code / 2 - 1) + 1;
    }
}
