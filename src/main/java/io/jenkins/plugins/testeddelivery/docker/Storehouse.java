package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a container engine is, holds, and has room for; {@link Engine} acts on single things in it. */
public interface Storehouse {
    /**
     * The engine and its machine.
     *
     * @param version in words
     * @param root folder where it keeps all it has
     * @param platform {@code linux/amd64}
     * @param memory of its machine, bytes
     * @param time its clock's, ISO-8601
     * @param free bytes where its root is; -1: that is on another machine
     * @param available memory that is not in use, bytes; -1: likewise
     * @param foreign platforms beside its own that an emulator is registered for
     */
    record Capacity(
            String version,
            String root,
            String platform,
            long cores,
            long memory,
            String time,
            long free,
            long available,
            List<String> foreign)
            implements Serializable {
        public Capacity {
            foreign = List.copyOf(foreign);
        }
    }

    /**
     * An image.
     *
     * @param created seconds since the epoch
     * @param own bytes that no other image has; what its removal frees at least
     */
    record Stored(String id, List<String> tags, Map<String, String> labels, long created, long size, long own)
            implements Serializable {
        public Stored {
            tags = List.copyOf(tags);
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }

    /** A volume. @param bytes -1: the engine does not say */
    record Volume(String name, long bytes, boolean used) implements Serializable {}

    /**
     * All that takes room.
     *
     * @param layers bytes of all images, what they share counted once
     * @param cache bytes of the build cache
     * @param cacheEntries how many things it holds
     * @param cacheReused how many of those were used again
     */
    record Usage(
            List<Stored> images, List<Volume> volumes, long layers, long cache, long cacheEntries, long cacheReused)
            implements Serializable {
        public Usage {
            images = List.copyOf(images);
            volumes = List.copyOf(volumes);
        }
    }

    Capacity capacity() throws IOException, InterruptedException;

    /** May take a while where there is much. */
    Usage usage() throws IOException, InterruptedException;
}
