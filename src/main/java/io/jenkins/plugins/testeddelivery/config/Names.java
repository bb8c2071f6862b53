package io.jenkins.plugins.testeddelivery.config;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Knows what a name may look like, makes one of any text, and finds the one that was meant. */
final class Names {
    static final String SYNTAX =
            "lower case letters, digits, '.', '_' and '-', at most 63, the first a letter or digit";
    private static final int LONGEST = 63;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private Names() {}

    static boolean valid(String name) {
        return NAME.matcher(name).matches();
    }

    /** The nearest name: no two separators side by side nor one at an end, so that image names can be made of it. */
    static String of(String text, String otherwise) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("([._-])[._-]+", "$1");
        String cut = plain.replaceAll("^[._-]+", "");
        cut = cut.substring(0, Math.min(LONGEST, cut.length())).replaceAll("[._-]+$", "");
        return cut.isEmpty() ? otherwise : cut;
    }

    /** The known word that was probably meant. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String best = null;
        int least = Integer.MAX_VALUE;
        String plain = plain(word);
        for (String candidate : known) {
            int distance = distance(plain, plain(candidate));
            if (distance < least || distance == least && candidate.compareTo(best) < 0) {
                least = distance;
                best = candidate;
            }
        }
        return least <= Math.min(3, (plain.length() + 1) / 3) ? Optional.ofNullable(best) : Optional.empty();
    }

    /** {@code depends_on}, {@code depends-on} and {@code dependson} are the same slip. */
    private static String plain(String word) {
        String shown = word.length() > LONGEST ? word.substring(0, LONGEST) : word;
        return shown.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }

    /** How many letters must be added, left out, changed, or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
