package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.docker.ComposeLabels;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rewrites a resolved compose configuration so that what it starts cannot touch production (DESIGN, "The trial cannot
 * touch production"). A pure function: it sees the configuration as plain values and returns another.
 */
public final class Isolation {
    private static final String DEFAULT_NETWORK = "default";

    private Isolation() {}

    /**
     * What a configuration is rewritten for.
     *
     * @param id of the trial
     * @param owner on whose behalf it runs; empty: nobody's but the process'
     * @param root the repository's real path
     * @param sources what stands at the host paths that are mounted, by path as written
     * @param images what runs in a service, by service: the artifact's reference in the engine
     * @param leftOut services that cannot run, because their component has no artifact
     * @param environment for every service; values may be secret
     * @param allow words of {@code trial.allow}
     */
    public record Terms(
            String id,
            String owner,
            String root,
            Map<String, HostPath> sources,
            Map<String, String> images,
            Set<String> leftOut,
            Map<String, String> environment,
            List<String> allow) {
        public Terms {
            sources = Map.copyOf(sources);
            images = Map.copyOf(images);
            leftOut = Set.copyOf(leftOut);
            environment = Collections.unmodifiableMap(new TreeMap<>(environment));
            allow = List.copyOf(allow);
        }
    }

    /**
     * What became of it.
     *
     * @param configuration may be started if there are no refusals
     * @param published container ports by service in the order of the file: {@code 8080/tcp}
     * @param refusals what the trial may not do, each naming service, key and what to write
     * @param warnings what was changed and may surprise
     */
    public record Isolated(
            Map<String, Object> configuration,
            Map<String, List<String>> published,
            List<String> refusals,
            List<String> warnings) {
        public Isolated {
            configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
            published = Collections.unmodifiableMap(new LinkedHashMap<>(published));
            refusals = List.copyOf(refusals);
            warnings = List.copyOf(warnings);
        }

        /** @throws Failure of kind USAGE that names all refusals */
        public void orRefuse() {
            if (!refusals.isEmpty()) {
                throw Failure.usage("the trial was not started, it could touch what is not its own: "
                        + String.join("; ", refusals));
            }
        }
    }

    public static Isolated of(Map<String, Object> resolved, Terms terms) {
        Map<String, Object> services = new LinkedHashMap<>();
        Map<String, List<String>> published = new LinkedHashMap<>();
        List<String> refusals = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<String> freshVolumes = new ArrayList<>();
        Set<String> left = new TreeSet<>(terms.leftOut());
        Networks networks = new Networks(Json.map(resolved, "networks"), terms.allow(), label(terms));
        for (String name : Json.map(resolved, "services").keySet()) {
            if (left.contains(name)) {
                continue;
            }
            Map<String, Object> service = Json.map(Json.map(resolved, "services"), name);
            IsolatedService isolated = IsolatedService.of(name, service, terms, networks);
            // of a service in a profile nobody knows whether it would start: leaving it out is safe and stops nobody
            if (!isolated.refusals().isEmpty() && !Json.texts(service, "profiles").isEmpty()) {
                left.add(name);
                warnings.add("service " + name + " (a profile's) is left out of the trial: "
                        + String.join("; ", isolated.refusals()));
                continue;
            }
            services.put(name, isolated.configuration());
            published.put(name, isolated.ports());
            refusals.addAll(isolated.refusals());
            warnings.addAll(isolated.warnings());
            freshVolumes.addAll(isolated.volumes());
        }
        services.replaceAll((name, service) -> References.without(left, service));
        refusals.addAll(networks.refusals());
        if (services.isEmpty()) {
            refusals.add("the compose files hold no service that a trial could start; name others in trial.compose");
        }
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("services", services);
        configuration.put("networks", networks.isolated(usesDefault(services)));
        configuration.put("volumes", volumes(resolved, freshVolumes, terms));
        for (String key : List.of("secrets", "configs")) {
            if (!Json.map(resolved, key).isEmpty()) {
                configuration.put(key, Json.map(resolved, key));
                warnings.addAll(fromOutside(key, Json.map(resolved, key), terms));
            }
        }
        return new Isolated(configuration, published, refusals, warnings);
    }

    static Map<String, Object> label(Terms terms) {
        // what is resolved already is interpolated again when compose reads it
        return terms.owner().isEmpty()
                ? Map.of(Labels.TRIAL, terms.id())
                : Map.of(Labels.TRIAL, terms.id(), Labels.OWNER, ComposeLabels.literal(terms.owner()));
    }

    /** Every volume is the project's own and new: what was external, shared or on a path of the host is not touched. */
    private static Map<String, Object> volumes(Map<String, Object> resolved, List<String> fresh, Terms terms) {
        Map<String, Object> volumes = new LinkedHashMap<>();
        Json.map(resolved, "volumes").keySet().forEach(name -> volumes.put(name, Map.of("labels", label(terms))));
        fresh.forEach(name -> volumes.putIfAbsent(name, Map.of("labels", label(terms))));
        return volumes;
    }

    private static boolean usesDefault(Map<String, Object> services) {
        return services.keySet().stream()
                .map(name -> Json.map(services, name))
                .anyMatch(service -> !service.containsKey("network_mode")
                        && (!service.containsKey("networks")
                                || Networks.names(service).contains(DEFAULT_NETWORK)));
    }

    private static List<String> fromOutside(String key, Map<String, Object> entries, Terms terms) {
        List<String> warnings = new ArrayList<>();
        for (String name : entries.keySet()) {
            String file = Json.text(Json.map(entries, name), "file");
            if (!file.isEmpty() && !HostPath.of(file, terms).inside(terms.root())) {
                warnings.add("the trial reads " + key + "." + name + " from outside the repository: " + file);
            }
        }
        return warnings;
    }
}
