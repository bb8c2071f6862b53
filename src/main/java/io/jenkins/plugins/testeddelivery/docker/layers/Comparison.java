package io.jenkins.plugins.testeddelivery.docker.layers;

import java.io.Serializable;
import java.util.List;

/**
 * How two images, or two archives, differ.
 *
 * @param compared files, folders and links that were looked at
 * @param noise how many of those were left out as noise
 * @param count of all differences
 * @param differences the first of them, in order
 */
public record Comparison(long compared, long noise, long count, List<Difference> differences) implements Serializable {
    public Comparison {
        differences = List.copyOf(differences);
    }

    /**
     * One difference.
     *
     * @param path with a slash at its start; {@code config} for what is no file
     * @param what in words
     * @param layer which layer it came with: number and instruction; empty: none
     */
    public record Difference(String path, String what, String layer) implements Serializable {}

    public boolean same() {
        return count == 0;
    }
}
