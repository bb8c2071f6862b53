package io.jenkins.plugins.testeddelivery.build;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A canonical prefix code: for each symbol the length of its code and its bits, first bit lowest.
 *
 * @param lengths 0: the symbol has no code
 */
record HuffmanCode(int[] lengths, int[] bits) {
    /** The code for symbols used this often, none longer than {@code limit} bits and at least two of them coded. */
    static HuffmanCode of(int[] uses, int limit) {
        int[] weights = uses.clone();
        // readers refuse a code that is not complete, and one symbol alone makes none
        for (int i = 0; Arrays.stream(weights).filter(w -> w > 0).count() < 2; i++) {
            weights[i] = Math.max(1, weights[i]);
        }
        int[] lengths = lengths(weights);
        while (Arrays.stream(lengths).max().orElse(0) > limit) {
            // flatter weights make a flatter tree; equal ones fit any limit used here
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (weights[i] + 1) / 2;
            }
            lengths = lengths(weights);
        }
        return new HuffmanCode(lengths, bits(lengths));
    }

    private record Node(long weight, int order, int symbol, Node left, Node right) {}

    private static int[] lengths(int[] weights) {
        // the order decides between equal weights, so that there is one result
        PriorityQueue<Node> nodes =
                new PriorityQueue<>(Comparator.comparingLong(Node::weight).thenComparingInt(Node::order));
        int order = 0;
        for (int symbol = 0; symbol < weights.length; symbol++) {
            if (weights[symbol] > 0) {
                nodes.add(new Node(weights[symbol], order++, symbol, null, null));
            }
        }
        while (nodes.size() > 1) {
            Node left = nodes.poll();
            Node right = nodes.poll();
            nodes.add(new Node(left.weight + right.weight, order++, -1, left, right));
        }
        int[] lengths = new int[weights.length];
        measure(nodes.poll(), 0, lengths);
        return lengths;
    }

    private static void measure(Node node, int depth, int[] lengths) {
        if (node.left == null) {
            lengths[node.symbol] = depth;
        } else {
            measure(node.left, depth + 1, lengths);
            measure(node.right, depth + 1, lengths);
        }
    }

    /** Codes of one length are consecutive, in the order of the symbols (RFC 1951, 3.2.2). */
    private static int[] bits(int[] lengths) {
        int[] bits = new int[lengths.length];
        int code = 0;
        for (int length = 1; length <= 15; length++) {
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    bits[symbol] = Integer.reverse(code++) >>> 32 - length;
                }
            }
            code <<= 1;
        }
        return bits;
    }
}
