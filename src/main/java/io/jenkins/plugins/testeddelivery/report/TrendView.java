package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the last builds went: how many components each rebuilt in which way, and how long that took. Gives the bars of a
 * drawing with their coordinates, and the same as numbers for a table.
 */
public final class TrendView {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 120;
    private static final int TIME_HEIGHT = 50;
    private static final int WIDEST = 36;
    private static final double FILLED = 0.75;

    private final List<Bar> bars;

    private TrendView(List<Bar> bars) {
        this.bars = bars;
    }

    /** @param oldestFirst what {@link #facts} made, with {@code name} and {@code link} of the build beside it */
    public static TrendView of(List<Map<String, Object>> oldestFirst) {
        double longest = oldestFirst.stream().mapToDouble(TrendView::seconds).max().orElse(0);
        long highest = oldestFirst.stream().mapToLong(TrendView::rebuilt).max().orElse(0);
        double slot = oldestFirst.isEmpty() ? WIDEST : Math.min(WIDEST, (double) WIDTH / oldestFirst.size());
        List<Bar> bars = new ArrayList<>();
        for (Map<String, Object> facts : oldestFirst) {
            bars.add(new Bar(facts, bars.size() * slot, slot * FILLED, highest, longest));
        }
        return new TrendView(bars);
    }

    /** What is kept of a build for the trend. */
    public static Map<String, Object> facts(BuildView build) {
        Map<String, Object> counts = new LinkedHashMap<>();
        build.getStrategies().forEach(count -> counts.put(count.getStrategy(), count.getCount()));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("strategies", counts);
        facts.put("components", build.getComponentCount());
        facts.put("seconds", build.seconds());
        facts.put("test", build.trial().map(TrialView::getResult).orElse(""));
        facts.put("release", build.getRelease());
        return facts;
    }

    /** Oldest first, left to right. */
    public List<Bar> getBars() {
        return bars;
    }

    /** For a table: the newest first. */
    public List<Bar> getNewestFirst() {
        List<Bar> all = new ArrayList<>(bars);
        Collections.reverse(all);
        return all;
    }

    public boolean isEmpty() {
        return bars.isEmpty();
    }

    /** The strategies that something is done for, cheapest first: the columns of the table. */
    public List<String> getStrategies() {
        return Arrays.stream(Strategy.values())
                .filter(strategy -> strategy != Strategy.NONE)
                .map(Strategy::name)
                .toList();
    }

    public int getWidth() {
        return WIDTH;
    }

    public int getHeight() {
        return HEIGHT;
    }

    public int getTimeHeight() {
        return TIME_HEIGHT;
    }

    private static double seconds(Map<String, Object> facts) {
        return facts.get("seconds") instanceof Number seconds ? Math.max(0, seconds.doubleValue()) : 0;
    }

    private static long rebuilt(Map<String, Object> facts) {
        Map<String, Object> counts = Json.map(facts, "strategies");
        return counts.keySet().stream()
                .filter(name -> !name.equals(Strategy.NONE.name()))
                .mapToLong(name -> Json.number(counts, name))
                .sum();
    }

    /** One build. */
    public static final class Bar {
        private final Map<String, Object> facts;
        private final double x;
        private final double width;
        private final long highest;
        private final double longest;

        Bar(Map<String, Object> facts, double x, double width, long highest, double longest) {
            this.facts = facts;
            this.x = x;
            this.width = width;
            this.highest = highest;
            this.longest = longest;
        }

        /** The build's name for people. */
        public String getName() {
            return Ink.plain(Json.text(facts, "name"));
        }

        /** Where its page is; empty: the build is gone. */
        public String getLink() {
            return Json.text(facts, "link");
        }

        public long getComponents() {
            return Json.number(facts, "components");
        }

        public long getRebuilt() {
            return rebuilt(facts);
        }

        public String getDuration() {
            double seconds = seconds(facts);
            return seconds > 0 ? PlanText.time(Duration.ofMillis(Math.round(seconds * 1000))) : "";
        }

        /** The bar of its build time; null where nothing was built. */
        public Piece getTime() {
            double height = longest == 0 ? 0 : TIME_HEIGHT * seconds(facts) / longest;
            return height == 0 ? null : new Piece("time", 1, x, TIME_HEIGHT - height, width, height);
        }

        /** {@code passed}, {@code failed}, {@code waiting}; empty: there was no trial. */
        public String getTest() {
            return Ink.plain(Json.text(facts, "test"));
        }

        public String getRelease() {
            return Ink.plain(Json.text(facts, "release"));
        }

        /** Counts in the order of {@link TrendView#getStrategies}. */
        public List<Long> getCounts() {
            return Arrays.stream(Strategy.values())
                    .filter(strategy -> strategy != Strategy.NONE)
                    .map(this::count)
                    .toList();
        }

        /** Its pieces from the bottom up, one for each strategy that it has. */
        public List<Piece> getPieces() {
            List<Piece> pieces = new ArrayList<>();
            double y = HEIGHT;
            for (Strategy strategy : Strategy.values()) {
                long count = strategy == Strategy.NONE ? 0 : count(strategy);
                if (count > 0) {
                    double height = (double) HEIGHT * count / Math.max(1, highest);
                    y -= height;
                    pieces.add(new Piece(strategy.name(), count, x, y, width, height));
                }
            }
            return pieces;
        }

        /** As plain values, for {@code api/json}. */
        public Map<String, Object> toMap() {
            return new LinkedHashMap<>(facts);
        }

        private long count(Strategy strategy) {
            return Json.number(Json.map(facts, "strategies"), strategy.name());
        }
    }

    /** A rectangle of a bar. */
    public static final class Piece {
        private final String strategy;
        private final long count;
        private final double x;
        private final double y;
        private final double width;
        private final double height;

        Piece(String strategy, long count, double x, double y, double width, double height) {
            this.strategy = strategy;
            this.count = count;
            this.x = x;
            this.y = y;
            this.width = width;
            this.height = height;
        }

        public String getStrategy() {
            return strategy;
        }

        public long getCount() {
            return count;
        }

        public double getX() {
            return rounded(x);
        }

        public double getY() {
            return rounded(y);
        }

        public double getWidth() {
            return rounded(width);
        }

        public double getHeight() {
            return rounded(height);
        }

        private static double rounded(double value) {
            return Math.round(value * 10) / 10.0;
        }
    }
}
