package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the two break arguments are in a build: a new value where the strategy builds anew, else that of the image whose
 * layers are to be taken. An image says on itself what they were.
 *
 * @param source of {@code DELIVERY_BREAK}; empty: it is not given
 * @param dependencies of {@code DELIVERY_BREAK_DEPENDENCIES}; empty: it is not given
 */
record BreakValues(String source, String dependencies) {
    static final BreakValues NONE = new BreakValues("", "");

    /** Of an image, by its labels. */
    static BreakValues on(Map<String, String> labels) {
        return new BreakValues(
                labels.getOrDefault(Labels.BREAK, ""), labels.getOrDefault(Labels.BREAK_DEPENDENCIES, ""));
    }

    /**
     * For a build in this way, from the layers of an image that has these.
     *
     * @param anew a value that no build before had; of all images of a run the same, so that what is the same in several of
     *     them is built once
     */
    BreakValues next(Strategy strategy, String anew) {
        return switch (strategy) {
            case INCREMENTAL -> new BreakValues(anew, dependencies);
            case DEPENDENCIES, FULL -> new BreakValues(anew, anew);
            case NONE, REUSE, RESTART, CACHED -> this;
        };
    }

    Map<String, String> arguments() {
        return given(CacheBreak.ARGUMENT, CacheBreak.DEPENDENCIES_ARGUMENT);
    }

    Map<String, String> labels() {
        return given(Labels.BREAK, Labels.BREAK_DEPENDENCIES);
    }

    private Map<String, String> given(String nameOfSource, String nameOfDependencies) {
        Map<String, String> given = new TreeMap<>();
        given.put(nameOfSource, source);
        given.put(nameOfDependencies, dependencies);
        given.values().removeIf(String::isEmpty);
        return given;
    }
}
