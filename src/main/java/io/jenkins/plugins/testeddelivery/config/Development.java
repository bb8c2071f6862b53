package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a component runs while it is being worked on: its {@code dev:} key. No part of it goes into an artifact.
 *
 * @param run program and arguments of a server that reloads by itself; empty: what the image runs
 * @param mounts absolute paths in the container by paths in the repository
 * @param requires what must be there to run it without containers, as it is written: a program's name, {@code tcp:port}
 *     or {@code tcp:host:port}
 * @param prepare what must have run before it
 */
public record Development(List<String> run, Map<String, String> mounts, List<String> requires, Prepare prepare)
        implements Serializable {
    public static final Development NONE = new Development(List.of(), Map.of(), List.of(), Prepare.NONE);

    public Development {
        run = List.copyOf(run);
        mounts = Collections.unmodifiableMap(new TreeMap<>(mounts));
        requires = List.copyOf(requires);
    }

    /**
     * A command that makes something on this machine, such as a virtual environment.
     *
     * @param unless path in the repository of what it makes; empty: nothing that could be looked for
     * @param run program and arguments, run in the component's path; empty: there is nothing to run
     */
    public record Prepare(String unless, List<String> run) implements Serializable {
        public static final Prepare NONE = new Prepare("", List.of());

        public Prepare {
            run = List.copyOf(run);
        }
    }
}
