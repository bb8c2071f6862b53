package io.jenkins.plugins.testeddelivery.jenkins.steps;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a script forces: {@code FULL} for all, {@code api=FULL} for one. */
record Force(Strategy all, Map<String, Strategy> components) {
    Force {
        components = Map.copyOf(components);
    }

    /** @throws Failure of kind USAGE for what is neither */
    static Force of(List<String> words) {
        Strategy all = Strategy.NONE;
        Map<String, Strategy> components = new TreeMap<>();
        for (String word : words.stream().flatMap(Force::split).toList()) {
            int equals = word == null ? -1 : word.lastIndexOf('=');
            String component = equals < 0 ? "" : word.substring(0, equals).strip();
            Strategy strategy = strategy(word, equals);
            if (equals == 0 || equals > 0 && component.isEmpty()) {
                throw refused(word);
            }
            if (component.isEmpty()) {
                all = higher(all, strategy);
            } else {
                components.merge(component, strategy, Force::higher);
            }
        }
        return new Force(all, components);
    }

    /** A build parameter is one text, of one line or several. */
    private static Stream<String> split(String text) {
        return text == null ? Stream.of("") : Stream.of(text.strip().replaceAll("\\s*=\\s*", "=").split("[\\s,]+"));
    }

    /** What is wrong with the lines that were typed into a form; empty: nothing. */
    static String problem(String typed) {
        try {
            of(EngineStep.filled(typed == null ? List.of() : typed.lines().toList()));
            return "";
        } catch (Failure e) {
            return e.getMessage();
        }
    }

    /** Both: forcing raises and never lowers. */
    Force and(Force other) {
        Map<String, Strategy> both = new TreeMap<>(components);
        other.components.forEach((name, strategy) -> both.merge(name, strategy, Force::higher));
        return new Force(higher(all, other.all), both);
    }

    private static Strategy strategy(String word, int equals) {
        String name = word == null ? "" : word.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
        for (Strategy strategy : Strategy.values()) {
            if (strategy.name().equals(name) && strategy.builds()) {
                return strategy;
            }
        }
        throw refused(word);
    }

    private static Failure refused(String word) {
        return Failure.usage("force: expected CACHED, INCREMENTAL, DEPENDENCIES or FULL, or NAME=FULL for one"
                + " component, found '" + word + "'");
    }

    private static Strategy higher(Strategy one, Strategy other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
