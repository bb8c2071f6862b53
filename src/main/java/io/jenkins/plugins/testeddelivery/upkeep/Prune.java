package io.jenkins.plugins.testeddelivery.upkeep;

import io.jenkins.plugins.testeddelivery.build.BuildLeftovers;
import io.jenkins.plugins.testeddelivery.deploy.Deployments;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Labels;
import io.jenkins.plugins.testeddelivery.docker.Storehouse;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.trial.TrialLeftovers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Frees what nobody needs any more: images and packed artifacts that no environment, rollback, release or cache needs,
 * and what killed runs left. Volumes, other projects' images and what people named themselves are never touched.
 */
public final class Prune {
    /** What the records here do not know may be somebody else's work of today. */
    private static final Duration FOREIGN = Duration.ofDays(1);

    private final Ports ports;
    private final Ledger ledger;
    private final Deployments deployments;
    private final List<Item> items = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private Optional<Engine> engine = Optional.empty();
    private long cache;

    /** @param deployments that know all environments, of every project */
    public Prune(Ports ports, Ledger ledger, Deployments deployments) {
        this.ports = ports;
        this.ledger = ledger;
        this.deployments = deployments;
    }

    /**
     * Something that can go.
     *
     * @param kind {@code image}, {@code artifact}, {@code folder} or {@code trial}
     * @param bytes that this frees at least
     */
    public record Item(String kind, String name, String id, long bytes, String why) {}

    /** Something that stays. */
    public record Kept(String kind, String name, String why) {}

    /**
     * What could be done.
     *
     * @param cache bytes of the engine's build cache, which all projects share and which is left alone
     */
    public record Proposal(List<Item> items, List<Kept> kept, long cache) {
        public Proposal {
            items = List.copyOf(items);
            kept = List.copyOf(kept);
        }

        public long bytes() {
            return items.stream().mapToLong(Item::bytes).sum();
        }
    }

    /**
     * Looks what can go. Changes nothing.
     *
     * @param project whose images are looked at
     * @param held whether the caller holds the work tree: only then is what looks left over not somebody's who works
     * @throws Failure UNREACHABLE if there are images on record and no engine can be reached
     */
    public Proposal look(String project, boolean held) throws IOException, InterruptedException {
        List<Ledger.Entry> entries = ledger.entries();
        boolean images = entries.stream()
                .anyMatch(entry -> entry.fact() instanceof Fact.Candidate candidate && !candidate.image().isEmpty());
        try {
            engine = Optional.of(Engines.connect(ports));
        } catch (Failure e) {
            if (images || e.kind() != Failure.Kind.UNREACHABLE) {
                throw e;
            }
            // archives alone need none
            engine = Optional.empty();
        }
        Keep keep = new Keep(entries, deployments.needed());
        if (engine.isPresent()) {
            ports.log().progress("looking at the images of " + project);
            images(project, keep);
        }
        for (String digest : keep.removableBytes()) {
            if (ledger.store().has(digest)) {
                items.add(new Item("artifact", digest, digest, ledger.store().frees(digest), "no environment, release or cache needs it"));
            }
        }
        if (held) {
            for (Map.Entry<String, Long> left : new BuildLeftovers(ports.workspace()).list().entrySet()) {
                items.add(new Item("folder", left.getKey(), left.getKey(), left.getValue(), "a build that was killed left it"));
            }
            for (TrialLeftovers.Left left : new TrialLeftovers(ports).list(engine, project)) {
                items.add(new Item("trial", left.id(), left.project(), left.bytes(),
                        "a trial that was killed left " + (left.containers() == 0 ? "its folder"
                                : left.containers() + (left.containers() == 1 ? " container" : " containers"))));
            }
        }
        return new Proposal(items, kept, cache);
    }

    /** Removes the item. False if something needs it after all. */
    public boolean remove(Item item) throws IOException, InterruptedException {
        switch (item.kind()) {
            case "image" -> {
                return image(item);
            }
            case "artifact" -> {
                return ledger.store().remove(item.id());
            }
            case "folder" -> {
                new BuildLeftovers(ports.workspace()).remove(item.id());
                return true;
            }
            default -> {
                new TrialLeftovers(ports).remove(new TrialLeftovers.Left(item.name(), item.id(), 0, 0));
                return true;
            }
        }
    }

    private boolean image(Item item) throws IOException, InterruptedException {
        if (item.name().startsWith("sha256:")) {
            return engine.orElseThrow().removeImage(item.id());
        }
        Optional<Engine.Image> present = engine.orElseThrow().image(item.name());
        if (present.isEmpty() || !present.get().id().equals(item.id())) {
            // it was removed, or the name is another's by now
            return false;
        }
        try {
            engine.orElseThrow().untag(item.name());
            return true;
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.UNREACHABLE) {
                throw e;
            }
            // a container was started of it meanwhile
            ports.log().warning(item.name() + " stays: " + e.getMessage());
            return false;
        }
    }

    private void images(String project, Keep keep) throws IOException, InterruptedException {
        Storehouse.Usage usage = Engines.storehouse(ports).usage();
        cache = usage.cache();
        Set<String> used = new HashSet<>();
        for (Engine.Container container : engine.orElseThrow().containers(Map.of())) {
            used.add(container.image());
        }
        long newest = ports.clock().instant().minus(FOREIGN).getEpochSecond();
        for (Storehouse.Stored image : usage.images()) {
            if (project.equals(image.labels().get(Labels.PROJECT))) {
                String why = why(image, keep, used, newest);
                List<String> names = image.tags().isEmpty() ? List.of(image.id()) : image.tags();
                if (!why.isEmpty()) {
                    kept.add(new Kept("image", names.get(0), why));
                    continue;
                }
                for (int i = 0; i < names.size(); i++) {
                    // the bytes go with the last name
                    items.add(new Item("image", names.get(i), image.id(), i == names.size() - 1 ? image.own() : 0,
                            "no environment, release or cache needs it"));
                }
            }
        }
    }

    /** Why the image stays; empty: it need not. */
    private static String why(Storehouse.Stored image, Keep keep, Set<String> used, long newest) {
        if (used.contains(image.id())) {
            return "a container is made of it";
        }
        if (!keep.why(image.id()).isEmpty()) {
            return keep.why(image.id());
        }
        if (image.tags().stream().anyMatch(keep::names)) {
            return "an environment, a release or a cache needs it by this name";
        }
        String version = image.labels().getOrDefault(Labels.OCI_VERSION, "");
        Optional<String> others = image.tags().stream()
                .filter(tag -> !keep.gave(tag) && (version.isEmpty() || !tag.endsWith(":" + version)))
                .findFirst();
        if (others.isPresent()) {
            return "somebody named it " + others.get();
        }
        return !keep.knows(image.id(), image.tags()) && image.created() > newest
                ? "it is of today, and not on record here"
                : "";
    }
}
