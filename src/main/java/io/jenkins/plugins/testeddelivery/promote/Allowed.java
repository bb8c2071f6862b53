package io.jenkins.plugins.testeddelivery.promote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is let through by name: every list must have a pattern that fits, so putting two together lets through only what
 * both do. {@code *} stands for any characters.
 *
 * @param lists none: everything is let through; an empty one lets nothing through
 */
public record Allowed(List<List<String>> lists) {
    public static final Allowed ANY = new Allowed(List.of());
    public static final Allowed NONE = only(List.of());

    public Allowed {
        lists = lists.stream().map(List::copyOf).distinct().toList();
    }

    public static Allowed only(List<String> patterns) {
        return new Allowed(List.of(patterns));
    }

    /** Lets through what both do. */
    public Allowed and(Allowed other) {
        List<List<String>> both = new ArrayList<>(lists);
        both.addAll(other.lists);
        return new Allowed(both);
    }

    public boolean anything() {
        return lists.isEmpty();
    }

    public boolean admits(String name) {
        return admits(List.of(name));
    }

    /** Whether each list has one of the names: a person has a name of their own and those of their groups. */
    public boolean admits(Collection<String> names) {
        return lists.stream()
                .allMatch(list -> list.stream()
                        .anyMatch(pattern -> names.stream().anyMatch(name -> matches(pattern, name))));
    }

    public String words() {
        return lists.stream()
                .map(list -> list.isEmpty() ? "nothing" : String.join(" or ", list))
                .collect(Collectors.joining(", and of these only "));
    }

    /** Greedy with one step back, so that no pattern takes long. */
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
