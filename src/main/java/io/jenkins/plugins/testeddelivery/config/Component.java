package io.jenkins.plugins.testeddelivery.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of the repository that is built as one.
 *
 * @param name {@code [a-z0-9][a-z0-9._-]{0,62}}
 * @param path its folder, relative to the repository, {@code /} separated, no slash at the ends; empty: the root
 * @param dependsOn names of components that go into it, sorted
 * @param aliases other names it is known by, its manifest's own say
 * @param product what is shipped of it
 * @param services compose services that run it; empty: the one whose build names this context, else its own name
 * @param maxAge older tested artifacts are rebuilt in full; zero: never
 * @param timeout limit of one build; zero: none
 * @param rules the user's own, before the preset's
 * @param origin where the definition comes from: {@code delivery.yaml:12} or {@code compose.yaml, service api}
 * @param inputs files outside of its path that go into it all the same, relative to the repository, sorted: the
 *     manifests and lock files of its workspace
 * @param facts what manifests say of it
 * @param development how it runs while it is being worked on
 */
public record Component(
        String name,
        String path,
        List<String> dependsOn,
        List<String> aliases,
        Product product,
        List<String> services,
        Duration maxAge,
        Duration timeout,
        List<Rule> rules,
        String origin,
        List<String> inputs,
        Facts facts,
        Development development)
        implements Serializable {

    /** One of which no manifest says anything. */
    public Component(
            String name,
            String path,
            List<String> dependsOn,
            List<String> aliases,
            Product product,
            List<String> services,
            Duration maxAge,
            Duration timeout,
            List<Rule> rules,
            String origin) {
        this(
                name,
                path,
                dependsOn,
                aliases,
                product,
                services,
                maxAge,
                timeout,
                rules,
                origin,
                List.of(),
                Facts.NONE,
                Development.NONE);
    }

    public Component {
        inputs = sorted(inputs);
        dependsOn = sorted(dependsOn);
        aliases = List.copyOf(aliases);
        services = List.copyOf(services);
        rules = List.copyOf(rules);
    }

    /** Each once; most are in order already, and there are many components. */
    private static List<String> sorted(List<String> texts) {
        for (int i = 1; i < texts.size(); i++) {
            if (texts.get(i - 1).compareTo(texts.get(i)) >= 0) {
                return texts.stream().distinct().sorted().toList();
            }
        }
        return List.copyOf(texts);
    }

    /** What kind of thing a component ships, in the words of the JSON contracts. */
    public enum Kind {
        IMAGE,
        ARCHIVE,
        LIBRARY;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    /**
     * What is known of a component because a manifest says so.
     *
     * @param from the manifests: Dockerfile, compose file, {@code package.json} …, sorted
     * @param links why other components go into it, sorted by name
     * @param startsAfter components that must run before it does, which do not go into it: compose's depends_on
     * @param shared what its manifests call it and another component's call that one, too: nobody's alias
     */
    public record Facts(List<String> from, List<Link> links, List<String> startsAfter, List<String> shared)
            implements Serializable {
        public static final Facts NONE = new Facts(List.of(), List.of(), List.of());

        /** One that shares no name. */
        public Facts(List<String> from, List<Link> links, List<String> startsAfter) {
            this(from, links, startsAfter, List.of());
        }

        public Facts {
            shared = sorted(shared);
            from = sorted(from);
            links = byName(links);
            startsAfter = sorted(startsAfter);
        }

        /** Most are in order already. */
        private static List<Link> byName(List<Link> links) {
            for (int i = 1; i < links.size(); i++) {
                if (links.get(i - 1).name().compareTo(links.get(i).name()) > 0) {
                    return links.stream().sorted(Comparator.comparing(Link::name)).toList();
                }
            }
            return List.copyOf(links);
        }
    }

    /**
     * Why another component goes into one.
     *
     * @param name the other's
     * @param kind {@code runtime}, {@code dev}, {@code test}, {@code build}, {@code optional}, {@code peer},
     *     {@code parent}, {@code indirect}, {@code copied}, {@code base}, {@code context}, or {@code unknown} where a
     *     manifest could not be read
     * @param source the manifest that says so, with a line where that is known
     */
    public record Link(String name, String kind, String source) implements Serializable {}

    /** What is shipped of a component. */
    public sealed interface Product extends Serializable permits Image, Archive, Library {
        Kind kind();
    }

    /**
     * A container image.
     *
     * @param dockerfile relative to the repository
     * @param context relative to the repository; empty: the root
     * @param target the stage to build; empty: the last
     * @param args build arguments; values may be secret
     * @param include patterns relative to the component's path: ignored by Git and yet inputs
     * @param platform {@code linux/amd64} say; empty: the engine's
     */
    public record Image(
            String dockerfile,
            String context,
            String target,
            Map<String, String> args,
            List<String> include,
            String platform)
            implements Product {
        public Image {
            args = Collections.unmodifiableMap(new TreeMap<>(args));
            include = List.copyOf(include);
        }

        @Override
        public Kind kind() {
            return Kind.IMAGE;
        }
    }

    /**
     * Files packed as tar.gz.
     *
     * @param run program and arguments, run in the component's path; empty: there is nothing to run
     * @param outputs patterns relative to the component's path: what is packed
     */
    public record Archive(List<String> run, List<String> outputs) implements Product {
        public Archive {
            run = List.copyOf(run);
            outputs = List.copyOf(outputs);
        }

        @Override
        public Kind kind() {
            return Kind.ARCHIVE;
        }
    }

    /** Nothing of its own is shipped. */
    public record Library() implements Product {
        @Override
        public Kind kind() {
            return Kind.LIBRARY;
        }
    }

    public Kind kind() {
        return product.kind();
    }

    Component withDependsOn(List<String> names) {
        return new Component(
                name, path, names, aliases, product, services, maxAge, timeout, rules, origin, inputs, facts,
                development);
    }

    Component withAliases(List<String> names) {
        return new Component(
                name, path, dependsOn, names, product, services, maxAge, timeout, rules, origin, inputs, facts,
                development);
    }

    Component withRules(List<Rule> others) {
        return new Component(
                name, path, dependsOn, aliases, product, services, maxAge, timeout, others, origin, inputs, facts,
                development);
    }

    Component withFacts(List<String> allInputs, Facts known) {
        return new Component(
                name, path, dependsOn, aliases, product, services, maxAge, timeout, rules, origin, allInputs, known,
                development);
    }

    /** The same, where names that its manifests give it are another's too. */
    Component sharing(List<String> names) {
        return names.isEmpty() ? this : withFacts(inputs, new Facts(facts.from, facts.links, facts.startsAfter, names));
    }

    /** The same with links whose sources stand elsewhere by now; the others stay. */
    public Component withSources(Map<String, String> moved) {
        List<Link> links = new ArrayList<>();
        for (Link link : facts.links) {
            links.add(new Link(link.name, link.kind, moved.getOrDefault(link.source, link.source)));
        }
        return withFacts(inputs, new Facts(facts.from, links, facts.startsAfter, facts.shared));
    }

    /** Whether a release holds an artifact of it. */
    public boolean shippable() {
        return kind() != Kind.LIBRARY;
    }
}
