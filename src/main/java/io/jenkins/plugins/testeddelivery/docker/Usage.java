package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Figures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a container uses this moment; of what the engine does not tell, -1.
 *
 * @param cpu percent of one core
 * @param memory bytes, without what the kernel may drop from its file cache
 * @param limit bytes of memory it may have; where nobody set one, all of the machine
 * @param disk bytes that it wrote on top of its image; volumes do not count
 */
public record Usage(double cpu, long memory, long limit, long disk) implements Serializable {
    public static final Usage UNKNOWN = new Usage(-1, -1, -1, -1);

    public boolean known() {
        return !equals(UNKNOWN);
    }

    /** {@code cpu 1.5 %, memory 12 MB of 512 MB, disk 4.1 kB}; empty: nothing is known. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (cpu >= 0) {
            words.add(String.format(Locale.ROOT, "cpu %.1f %%", cpu));
        }
        if (memory >= 0) {
            words.add("memory " + Figures.bytes(memory) + (limit > 0 ? " of " + Figures.bytes(limit) : ""));
        }
        if (disk >= 0) {
            words.add("disk " + Figures.bytes(disk));
        }
        return String.join(", ", words);
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("cpuPercent", cpu < 0 ? null : Math.round(cpu * 100) / 100.0);
        map.put("memoryBytes", memory < 0 ? null : memory);
        map.put("memoryLimitBytes", limit <= 0 ? null : limit);
        map.put("diskBytes", disk < 0 ? null : disk);
        return map;
    }
}
