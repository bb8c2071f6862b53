package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the set that would ship is tried.
 *
 * @param env take this environment's compose files and envFile; empty: {@code compose} says
 * @param testDb environment that points the services at throw-away data
 * @param data command that fills it; empty: none
 * @param run command that is the trial; empty: the command line brings one
 * @param junit patterns of JUnit XML reports, relative to the repository
 * @param scope whether the set needs evidence of its own
 * @param allow what the isolation may let through: {@code host-network}, {@code devices}, {@code privileged},
 *     {@code network:NAME}
 */
public record Trial(
        String env,
        Compose compose,
        Map<String, String> testDb,
        List<String> data,
        List<String> run,
        List<String> junit,
        Scope scope,
        List<String> allow)
        implements Serializable {

    public static final Trial NONE =
            new Trial("", Compose.NONE, Map.of(), List.of(), List.of(), List.of(), Scope.SET, List.of());

    public Trial {
        testDb = Collections.unmodifiableMap(new TreeMap<>(testDb));
        data = List.copyOf(data);
        run = List.copyOf(run);
        junit = List.copyOf(junit);
        allow = List.copyOf(allow);
    }

    /** What evidence a release needs. */
    public enum Scope {
        /** The set as a whole, and each artifact. */
        SET,
        /** Each artifact is enough. */
        COMPONENT
    }
}
