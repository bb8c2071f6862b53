package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.util.List;

/**
 * One line of a rule list: what a change of a matching file asks for.
 *
 * @param name what the plan calls it: {@code layered/python-dependencies}, or {@code api/1} for a user's first rule
 * @param match patterns, read as in a {@code .gitignore}; a component's own are relative to its path
 * @param strategy what a match asks for
 * @param because the reason in words
 */
public record Rule(String name, List<String> match, Strategy strategy, String because) implements Serializable {
    public Rule {
        match = List.copyOf(match);
    }

    /** Written out, as those that Java makes up are linked at every start of the command. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Rule that
                && name.equals(that.name)
                && match.equals(that.match)
                && strategy == that.strategy
                && because.equals(that.because);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Whether it ships with us; a user's own is numbered. */
    public boolean preset() {
        int slash = name.indexOf('/');
        return slash > 0
                && Presets.NAMES.contains(name.substring(0, slash))
                && !Character.isDigit(name.charAt(slash + 1));
    }
}
