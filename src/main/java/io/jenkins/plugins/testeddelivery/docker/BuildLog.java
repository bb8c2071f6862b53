package io.jenkins.plugins.testeddelivery.docker;

import java.io.Serializable;
import java.util.List;

/**
 * One build of an image, as its output tells it.
 *
 * @param builder {@code classic} or {@code buildkit}
 * @param layers in the order of their stages; steps that only set something are left out
 * @param contextBytes that were sent; -1: the output does not say
 * @param pulledBytes of base images that were fetched; what a {@code RUN} downloads cannot be seen
 * @param whole whether all steps are here: of a log that holds too many, the rest is only counted out
 */
public record BuildLog(String builder, List<Layer> layers, long contextBytes, long pulledBytes, boolean whole)
        implements Serializable {
    public BuildLog {
        layers = List.copyOf(layers);
    }

    /** Whether a layer came from the cache. */
    public enum Cache {
        HIT,
        MISS,
        /** It was begun and did not end, or was never begun. */
        UNKNOWN
    }

    /**
     * A step that makes a layer.
     *
     * @param instruction on one line, shortened, without what looks like a secret's value
     * @param millis how long it took; 0 for one from the cache, or where the output does not say
     */
    public record Layer(String instruction, Cache cache, long millis) implements Serializable {}

    public long hits() {
        return layers.stream().filter(layer -> layer.cache() == Cache.HIT).count();
    }

    /** How many layers are known to be from the cache or not. */
    public long counted() {
        return layers.stream().filter(layer -> layer.cache() != Cache.UNKNOWN).count();
    }
}
