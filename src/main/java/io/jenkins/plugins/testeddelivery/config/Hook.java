package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command to be run beside a deployment, or before development is cleaned out, and how long it may take.
 *
 * @param run an argument list
 */
public record Hook(List<String> run, Duration timeout) implements Serializable {
    /** A backup may take its time; one that hangs must not hold the environment for ever. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(2);

    public Hook {
        run = List.copyOf(run);
    }

    static Hook of(List<String> run) {
        return new Hook(run, DEFAULT_TIMEOUT);
    }

    boolean plain() {
        return timeout.equals(DEFAULT_TIMEOUT);
    }

    /** For JSON: the argument list alone where nothing else was said, as it was before anything else could be. */
    public Object said() {
        if (plain()) {
            return run;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run);
        map.put("timeout", timeout.toMillisPart() == 0 ? timeout.toSeconds() + "s" : timeout.toMillis() + "ms");
        return map;
    }

    /** In words, for the log. */
    public String words() {
        return String.join(" ", run);
    }
}
