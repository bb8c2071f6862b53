package io.jenkins.plugins.testeddelivery.report;

import java.util.Collection;
import java.util.List;

/**
 * Lengths of time in short.
 *
 * @param count how many there are; with none the others are 0
 * @param median in milliseconds; of an even number the mean of the two in the middle
 * @param p90 in milliseconds: the shortest that at least nine of ten do not exceed (nearest rank)
 */
public record Spread(int count, long median, long p90) {
    static Spread of(Collection<Long> millis) {
        if (millis.isEmpty()) {
            return new Spread(0, 0, 0);
        }
        List<Long> sorted = millis.stream().sorted().toList();
        int n = sorted.size();
        long median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
        return new Spread(n, median, sorted.get((9 * n + 9) / 10 - 1));
    }
}
