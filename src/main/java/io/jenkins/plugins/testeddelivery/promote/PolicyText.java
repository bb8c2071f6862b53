package io.jenkins.plugins.testeddelivery.promote;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A policy as it is written in a form or in code: lists are separated by commas or lines, times as {@code 2h}, freezes
 * one a line. What cannot be understood is a problem in a form, and holds everything back where it is stored all the
 * same.
 *
 * @param conditions deviations that are taken; empty: none
 */
public record PolicyText(
        boolean guarded,
        String after,
        String soak,
        String maxAge,
        String freeze,
        String branches,
        String jobs,
        String people,
        String conditions,
        boolean byHand,
        boolean ownWork,
        boolean older,
        boolean wholeSet) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    /** For what cannot be read: longer than anything has run. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    public Policy policy() {
        return new Policy(
                guarded,
                new TreeSet<>(list(after)),
                Spans.read(soak).orElse(FOR_EVER),
                Spans.read(maxAge).orElse(Duration.ofNanos(1)),
                lines(freeze).stream().map(Freeze::new).toList(),
                allowed(branches),
                allowed(jobs),
                allowed(people),
                Allowed.only(list(conditions)),
                byHand,
                ownWork,
                older,
                wholeSet);
    }

    private static Allowed allowed(String text) {
        List<String> patterns = list(text);
        return patterns.isEmpty() ? Allowed.ANY : Allowed.only(patterns);
    }

    /** What is wrong with an environment's name; empty: nothing. */
    public static Optional<String> nameProblem(String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("'" + name + "' cannot name an environment: expected lower case letters, digits, '.', '_'"
                        + " and '-', at most 63, the first a letter or digit, as in delivery.yaml.");
    }

    /** What is wrong with a list of environments; empty: nothing. */
    public static Optional<String> afterProblem(String text) {
        return list(text).stream().map(PolicyText::nameProblem).flatMap(Optional::stream).findFirst();
    }

    /** What is wrong with a length of time; empty: nothing. */
    public static Optional<String> spanProblem(String text) {
        return Spans.read(text).isPresent()
                ? Optional.empty()
                : Optional.of("'" + text + "' is no length of time: expected one like 30m, 2h or 7d, or nothing.");
    }

    /** What is wrong with a list of freezes; empty: nothing. */
    public static Optional<String> freezeProblem(String text) {
        return lines(text).stream().map(line -> new Freeze(line).problem()).flatMap(Optional::stream).findFirst();
    }

    private static List<String> list(String text) {
        return split(text, "[,\\r\\n]");
    }

    private static List<String> lines(String text) {
        return split(text, "[\\r\\n]");
    }

    private static List<String> split(String text, String border) {
        return Arrays.stream(text.split(border))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
