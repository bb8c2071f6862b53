package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What builds cost and what planning them saved, each and over time, from the records; and where estimates are wrong. */
public final class Books {
    /** So many wrong estimates in a row are no accident. */
    private static final int IN_A_ROW = 3;

    /** Below this nobody waits, and every estimate is off by more than half. */
    private static final long WORTH_SAYING_MILLIS = 2_000;

    /** Length of the day in the time of a record. */
    private static final int DAY = "2026-01-02".length();

    private final List<Ledger.Entry> accounts = new ArrayList<>();

    /** @param entries oldest first */
    public Books(List<Ledger.Entry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).fact() instanceof Fact.Account) {
                accounts.add(entries.get(i));
            }
        }
    }

    /**
     * Time and bytes.
     *
     * @param millis of building, added up over components
     * @param savedMillis against building every component in full; less than nothing where that would have been quicker
     */
    public record Sum(
            int builds, long millis, long savedMillis, long bytes, long savedBytes, long contextBytes, long layers, long hits) {
        static final Sum NONE = new Sum(0, 0, 0, 0, 0, 0, 0, 0);

        public Sum plus(Sum other) {
            return new Sum(
                    builds + other.builds,
                    millis + other.millis,
                    savedMillis + other.savedMillis,
                    bytes + other.bytes,
                    savedBytes + other.savedBytes,
                    contextBytes + other.contextBytes,
                    layers + other.layers,
                    hits + other.hits);
        }

        /** Of a hundred layers, how many came from the cache; -1: no layer was seen. */
        public long hitRate() {
            return layers == 0 ? -1 : 100 * hits / layers;
        }
    }

    /** Newest first; each holds a {@link Fact.Account}. */
    public List<Ledger.Entry> accounts() {
        return List.copyOf(accounts);
    }

    public static Sum of(Fact.Account account) {
        Sum sum = new Sum(1, 0, account.keptMillis(), 0, account.keptBytes(), 0, 0, 0);
        for (Fact.Built built : account.built().values()) {
            sum = sum.plus(new Sum(
                    0,
                    built.millis(),
                    built.fullMillis() - built.millis(),
                    built.bytes(),
                    Math.max(0, built.fullBytes() - built.bytes()),
                    built.contextBytes(),
                    built.layers(),
                    built.hits()));
        }
        return sum;
    }

    /**
     * Adds accounts up as they go by, oldest first. What a commit left alone counts once, however often it was built:
     * nobody would have built all of it in full each time.
     */
    public static final class Running {
        private final Set<String> commits = new HashSet<>();
        private Sum sum = Sum.NONE;

        /** @return what this one adds */
        public Sum add(Fact.Account account) {
            Sum more = of(account);
            if (!commits.add(account.commit())) {
                more = more.plus(new Sum(0, 0, -account.keptMillis(), 0, -account.keptBytes(), 0, 0, 0));
            }
            sum = sum.plus(more);
            return more;
        }

        public Sum sum() {
            return sum;
        }
    }

    /** All of them, added up as {@link Running} does. */
    public Sum total() {
        return weeks().values().stream().reduce(Sum.NONE, Sum::plus);
    }

    /** The same week by week, the newest first, as {@code 2026-W07}. */
    public Map<String, Sum> weeks() {
        Map<String, Sum> weeks = new TreeMap<>(Comparator.reverseOrder());
        Running running = new Running();
        // there are fewer days than builds
        Map<String, String> ofDay = new HashMap<>();
        for (int i = accounts.size() - 1; i >= 0; i--) {
            Fact.Account account = (Fact.Account) accounts.get(i).fact();
            String at = accounts.get(i).at();
            weeks.merge(
                    ofDay.computeIfAbsent(at.substring(0, Math.min(at.length(), DAY)), day -> week(at)),
                    running.add(account),
                    Sum::plus);
        }
        return weeks;
    }

    private static String week(String at) {
        try {
            LocalDate day = LocalDate.ofInstant(Instant.parse(at), ZoneOffset.UTC);
            // for Locale.US Java needs no tables of locales
            return String.format(
                    Locale.US, "%d-W%02d", day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        } catch (DateTimeException e) {
            return "";
        }
    }

    /** A sentence for each component and strategy whose last estimates were all off by more than half, with the reason. */
    public List<String> remarks() {
        Map<String, List<Fact.Built>> last = new TreeMap<>();
        for (Ledger.Entry entry : accounts) {
            ((Fact.Account) entry.fact()).built().forEach((name, built) -> {
                List<Fact.Built> known = last.computeIfAbsent(name + " " + built.strategy(), key -> new ArrayList<>());
                if (known.size() < IN_A_ROW) {
                    known.add(built);
                }
            });
        }
        List<String> remarks = new ArrayList<>();
        last.forEach((what, builds) -> {
            if (builds.size() == IN_A_ROW && builds.stream().allMatch(Books::off)) {
                remarks.add(remark(what, builds));
            }
        });
        return remarks;
    }

    private static boolean off(Fact.Built built) {
        long difference = Math.abs(built.millis() - built.expectedMillis());
        return difference > built.expectedMillis() / 2 && difference > WORTH_SAYING_MILLIS;
    }

    private static String remark(String what, List<Fact.Built> builds) {
        List<String> took = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = builds.size() - 1; i >= 0; i--) {
            took.add(seconds(builds.get(i).millis()));
            expected.add(seconds(builds.get(i).expectedMillis()));
        }
        boolean longer = builds.get(0).millis() > builds.get(0).expectedMillis();
        return what + " took " + String.join(", ", took) + " where " + String.join(", ", expected)
                + " were expected, three times in a row: " + why(builds, longer);
    }

    private static String why(List<Fact.Built> builds, boolean longer) {
        if (!longer) {
            return builds.stream().anyMatch(Fact.Built::assumed)
                    ? "the expectation was an assumption, which the next builds replace"
                    : "it became quicker; the median of the last ten follows";
        }
        Set<String> missed = null;
        Map<String, Long> time = new TreeMap<>();
        for (Fact.Built built : builds) {
            Set<String> ofThis = new LinkedHashSet<>();
            for (String step : built.steps()) {
                if (step.startsWith("- ")) {
                    int space = step.indexOf(' ', 2);
                    String instruction = step.substring(space + 1);
                    ofThis.add(instruction);
                    time.merge(instruction, millis(step.substring(2, Math.max(2, space))), Long::sum);
                }
            }
            if (missed == null) {
                missed = ofThis;
            } else {
                missed.retainAll(ofThis);
            }
        }
        return missed.stream()
                .filter(instruction -> instruction.startsWith("RUN"))
                .max((one, other) -> Long.compare(time.get(one), time.get(other)))
                .or(() -> missedAny(builds))
                .map(instruction -> "the layer '" + instruction + "' never comes from the cache")
                .orElse("every layer that could come from the cache did; look at what its steps do");
    }

    private static Optional<String> missedAny(List<Fact.Built> builds) {
        return builds.get(0).steps().stream()
                .filter(step -> step.startsWith("- "))
                .map(step -> step.substring(step.indexOf(' ', 2) + 1))
                .filter(instruction -> builds.stream()
                        .allMatch(built -> built.steps().stream().anyMatch(step -> step.startsWith("- ") && step.endsWith(" " + instruction))))
                .findFirst();
    }

    private static long millis(String digits) {
        return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
    }

    private static String seconds(long millis) {
        return Duration.ofMillis(millis + 500).toSeconds() + " s";
    }
}
