package io.jenkins.plugins.testeddelivery.upkeep;

import static io.jenkins.plugins.testeddelivery.upkeep.Check.State.NOTE;
import static io.jenkins.plugins.testeddelivery.upkeep.Check.State.OK;
import static io.jenkins.plugins.testeddelivery.upkeep.Check.State.PROBLEM;
import static io.jenkins.plugins.testeddelivery.upkeep.Check.State.UNREACHABLE;

import io.jenkins.plugins.testeddelivery.build.Need;
import io.jenkins.plugins.testeddelivery.config.BaseImages;
import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.lint.BuildFiles;
import io.jenkins.plugins.testeddelivery.docker.ComposeCommand;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.FindLogins;
import io.jenkins.plugins.testeddelivery.docker.ImageBuilder;
import io.jenkins.plugins.testeddelivery.docker.LookAround;
import io.jenkins.plugins.testeddelivery.docker.Storehouse;
import io.jenkins.plugins.testeddelivery.git.HistoryDepth;
import io.jenkins.plugins.testeddelivery.git.ReadBuildFiles;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Books;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Figures;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether everything a plan needs is there, and says what is not and what to do. Changes nothing. */
public final class Doctor {
    /** What one image takes of memory while it is built, for want of anything that could tell. */
    private static final long MEMORY_OF_A_BUILD = 512_000_000;

    private static final long LITTLE_ROOM = 200_000_000;
    private static final Duration SKEW = Duration.ofSeconds(5);
    private static final int VOLUMES_SHOWN = 5;

    private final Ports ports;
    private final Ledger ledger;
    private final List<Check> checks = new ArrayList<>();

    public Doctor(Ports ports, Ledger ledger) {
        this.ports = ports;
        this.ledger = ledger;
    }

    /** @param plan that is to be built; empty: there is no repository here, or it cannot be planned */
    public List<Check> look(Optional<Plan> plan) throws IOException, InterruptedException {
        List<Ledger.Entry> entries = ledger.entries();
        Need need = plan.map(one -> Need.of(one, new Estimates(entries), List.of()))
                .orElse(new Need(0, 0, Duration.ZERO, List.of()));
        Optional<Project> project = plan.map(one -> one.scan().project());
        boolean images = project.filter(one -> one.components().stream()
                        .anyMatch(component -> component.kind() == Component.Kind.IMAGE))
                .isPresent();
        boolean compose = project.filter(one -> one.trialCompose().present()
                        || one.environments().values().stream()
                                .anyMatch(environment -> environment.compose().present()))
                .isPresent();
        Optional<Storehouse.Capacity> engine = engine(images || compose || plan.isEmpty());
        if (engine.isPresent()) {
            ports.log().progress("looking at the engine");
            builder();
            disk(engine.get(), need);
            memory(engine.get(), need);
            architecture(engine.get(), need);
            usage(entries);
        }
        compose(compose);
        project.ifPresent(this::note);
        if (images) {
            registries(project.get());
        }
        clock(engine, entries);
        if (plan.isPresent()) {
            history();
        }
        workspace();
        return List.copyOf(checks);
    }

    private void note(Project project) {
        project.warnings().forEach(warning -> add("configuration", NOTE, warning));
    }

    private Optional<Storehouse.Capacity> engine(boolean needed) throws IOException, InterruptedException {
        try {
            String words = Engines.connect(ports).describe();
            Storehouse.Capacity capacity = Engines.storehouse(ports).capacity();
            add("engine", OK, words + ", " + capacity.platform() + ", " + capacity.cores() + " cores",
                    "version", capacity.version(), "platform", capacity.platform(), "cores", capacity.cores());
            return Optional.of(capacity);
        } catch (Failure e) {
            boolean gone = e.kind() == Failure.Kind.UNREACHABLE;
            add("engine", !needed ? NOTE : gone ? UNREACHABLE : PROBLEM,
                    needed ? e.getMessage() : "none is needed here, and none answers");
            return Optional.empty();
        }
    }

    private void builder() throws IOException, InterruptedException {
        try {
            ImageBuilder builder = ImageBuilder.find(ports);
            add("builder", builder.buildKit() ? OK : NOTE,
                    builder.describe() + (builder.buildKit() ? "" : "; cache mounts and secrets need BuildKit"),
                    "buildKit", builder.buildKit());
        } catch (Failure e) {
            add("builder", PROBLEM, e.getMessage());
        }
    }

    private void disk(Storehouse.Capacity engine, Need need) {
        String wants = need.images().isEmpty()
                ? "nothing is to be built"
                : need.images().size() + (need.images().size() == 1 ? " image needs" : " images need") + " about "
                        + Figures.bytes(need.bytes())
                        + (need.assumed() == 0 ? "" : " (" + need.assumed() + " of them by assumption)");
        if (engine.free() < 0) {
            add("disk", NOTE, wants + "; the engine's disk is on another machine and cannot be looked at",
                    "neededBytes", need.bytes());
            return;
        }
        boolean fits = engine.free() >= need.bytes();
        add("disk", fits ? engine.free() < LITTLE_ROOM ? NOTE : OK : PROBLEM,
                Figures.bytes(engine.free()) + " free in " + engine.root() + "; " + wants
                        + (fits ? "" : ": make room with `delivery prune`"),
                "freeBytes", engine.free(), "neededBytes", need.bytes(), "assumed", need.assumed());
    }

    private void memory(Storehouse.Capacity engine, Need need) {
        long atOnce = Math.min(need.images().size(), Math.max(1, engine.cores()));
        long wanted = atOnce * MEMORY_OF_A_BUILD;
        long there = engine.available() < 0 ? engine.memory() : engine.available();
        boolean fits = there >= wanted;
        add("memory", fits ? OK : NOTE,
                Figures.bytes(there) + (engine.available() < 0 ? " in all" : " available of " + Figures.bytes(engine.memory()))
                        + (atOnce == 0 ? "" : "; building " + atOnce + " at once is assumed to take " + Figures.bytes(wanted))
                        + (fits ? "" : ": build with --parallelism " + Math.max(1, there / MEMORY_OF_A_BUILD)),
                "totalBytes", engine.memory(), "availableBytes", engine.available(), "neededBytes", wanted);
    }

    private void architecture(Storehouse.Capacity engine, Need need) {
        // of the obstacles the disk's is told with the disk
        List<String> foreign = new Need(0, 0, Duration.ZERO, need.images()).obstacles(engine);
        boolean mixed = need.images().stream().anyMatch(image -> !image.platform().isEmpty());
        add("architecture", foreign.isEmpty() ? OK : PROBLEM,
                foreign.isEmpty()
                        ? engine.platform() + (mixed ? ", and every platform asked for can be built" : "")
                        : String.join("; ", foreign) + ": build it on another engine, or register an emulator (binfmt)",
                "platform", engine.platform(), "emulated", engine.foreign());
    }

    private void usage(List<Ledger.Entry> entries) throws IOException, InterruptedException {
        Storehouse.Usage usage = Engines.storehouse(ports).usage();
        List<Storehouse.Volume> largest = usage.volumes().stream()
                .sorted(Comparator.comparingLong(Storehouse.Volume::bytes).reversed())
                .toList();
        List<Object> volumes = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (Storehouse.Volume volume : largest) {
            volumes.add(facts("name", volume.name(), "bytes", volume.bytes(), "used", volume.used()));
            if (shown.size() < VOLUMES_SHOWN && volume.bytes() > 0) {
                shown.add(volume.name() + " " + Figures.bytes(volume.bytes()) + (volume.used() ? "" : " (not in use)"));
            }
        }
        long bytes = largest.stream().mapToLong(volume -> Math.max(0, volume.bytes())).sum();
        add("volumes", OK,
                largest.size() + (largest.size() == 1 ? " volume, " : " volumes, ") + Figures.bytes(bytes)
                        + (shown.isEmpty() ? "" : ": " + String.join(", ", shown)),
                "bytes", bytes, "volumes", volumes);
        Books.Sum total = new Books(entries).total();
        add("cache", OK,
                Figures.bytes(usage.layers()) + " of images, " + Figures.bytes(usage.cache()) + " of build cache"
                        + (total.hitRate() < 0 ? "" : "; " + total.hitRate() + " % of layers came from the cache in "
                                + total.builds() + (total.builds() == 1 ? " build" : " builds")),
                "imageBytes", usage.layers(), "cacheBytes", usage.cache(), "cacheEntries", usage.cacheEntries(),
                "cacheReused", usage.cacheReused(), "hitRate", total.hitRate());
    }

    private void compose(boolean needed) throws InterruptedException {
        try {
            add("compose", OK, ComposeCommand.find(ports).describe());
        } catch (Failure e) {
            add("compose", needed ? PROBLEM : NOTE, needed ? e.getMessage() : "none is here, and none is needed");
        }
    }

    private void registries(Project project) throws IOException, InterruptedException {
        Set<String> registries = new TreeSet<>();
        for (BuildFiles files :
                ports.workspace().act(new ReadBuildFiles(project.components())).files()) {
            Component.Image image =
                    (Component.Image) project.component(files.component()).orElseThrow().product();
            BaseImages.of(Dockerfile.parse(files.text()), image.args())
                    .forEach(base -> registries.add(FindLogins.of(base)));
        }
        Set<String> logins = ports.workspace().act(new FindLogins());
        List<String> without = registries.stream()
                .filter(registry -> !logins.contains(registry) && !logins.contains(FindLogins.ANY))
                .toList();
        add("registry", without.isEmpty() || without.equals(List.of("docker.io")) ? OK : NOTE,
                registries.isEmpty()
                        ? "no base image comes from one"
                        : "base images come from " + String.join(", ", registries)
                                + (without.isEmpty() ? ", with a login" : "; there is no login for "
                                        + String.join(", ", without) + " (docker login), which a public one does not need"),
                "registries", List.copyOf(registries), "withoutLogin", without);
    }

    private void clock(Optional<Storehouse.Capacity> engine, List<Ledger.Entry> entries)
            throws IOException, InterruptedException {
        Instant before = ports.clock().instant();
        Optional<Instant> there = engine.isEmpty()
                ? Optional.empty()
                : time(Engines.storehouse(ports).capacity().time());
        Instant after = ports.clock().instant();
        Duration skew = there.map(time -> time.isBefore(before)
                        ? Duration.between(before, time)
                        : time.isAfter(after) ? Duration.between(after, time) : Duration.ZERO)
                .orElse(Duration.ZERO);
        boolean future = !entries.isEmpty()
                && time(entries.get(entries.size() - 1).at())
                        .filter(last -> last.isAfter(after.plus(SKEW)))
                        .isPresent();
        boolean skewed = skew.abs().compareTo(SKEW) > 0;
        add("clock", skewed || future ? PROBLEM : OK,
                skewed
                        ? "the engine's clock is " + skew.toSeconds() + " s from this machine's: set both by a time server"
                        : future
                                ? "the newest record is from the future (" + entries.get(entries.size() - 1).at()
                                        + "): this machine's clock was set back"
                                : there.isEmpty() ? "no record is from the future" : "the engine's clock is right",
                "skewMillis", skew.toMillis());
    }

    private void history() throws IOException, InterruptedException {
        HistoryDepth.Depth depth = ports.workspace().act(new HistoryDepth());
        boolean future = depth.headSeconds() > ports.clock().instant().plus(SKEW).getEpochSecond();
        String partial = depth.partial() ? "; contents are fetched when they are needed (partial clone)" : "";
        add("history", depth.shallow() || future ? NOTE : OK,
                depth.shallow()
                        ? "history ends after " + depth.commits() + (depth.commits() == 1 ? " commit" : " commits")
                                + ": what was tested before cannot be compared with; git fetch --unshallow" + partial
                        : future ? "HEAD was committed in the future: some clock is wrong" + partial : "whole" + partial,
                "shallow", depth.shallow(), "commits", depth.commits(), "partial", depth.partial());
    }

    private void workspace() throws IOException, InterruptedException {
        long free = ports.workspace().act(new LookAround(".")).free();
        add("workspace", free >= 0 && free < LITTLE_ROOM ? PROBLEM : OK,
                Figures.bytes(Math.max(0, free)) + " free beside the sources"
                        + (free >= 0 && free < LITTLE_ROOM ? ": records and artifacts need room" : ""),
                "freeBytes", free);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            // an engine that does not tell its time
            return Optional.empty();
        }
    }

    private void add(String name, Check.State state, String text, Object... facts) {
        checks.add(new Check(name, state, text, facts(facts)));
    }

    private static Map<String, Object> facts(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
