package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Engines;
import io.jenkins.plugins.testeddelivery.docker.Storehouse;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Figures;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a plan's images will need of the engine, and whether it has that.
 *
 * @param bytes on its disk
 * @param assumed how many of the images are assumed to need what is stated for their strategy, for want of records
 * @param time of building, added up
 * @param images to build, with their platforms
 */
public record Need(long bytes, int assumed, Duration time, List<Image> images) {
    public Need {
        images = List.copyOf(images);
    }

    /** An image to build. @param platform empty: the engine's own */
    public record Image(String component, String platform, Strategy strategy) {}

    /** @param only components; empty: all */
    public static Need of(Plan plan, Estimates estimates, Collection<String> only) {
        long bytes = 0;
        int assumed = 0;
        Duration time = Duration.ZERO;
        List<Image> images = new ArrayList<>();
        for (Decision decision : plan.components()) {
            boolean wanted = decision.strategy().builds() && (only.isEmpty() || only.contains(decision.name()));
            Optional<Component> component = plan.scan().project().component(decision.name());
            if (wanted && component.isPresent() && component.get().product() instanceof Component.Image image) {
                bytes += estimates.bytes(decision.name(), decision.strategy());
                assumed += estimates.bytesAssumed(decision.name(), decision.strategy()) ? 1 : 0;
                time = time.plus(estimates.build(decision.name(), decision.strategy()));
                images.add(new Image(decision.name(), image.platform(), decision.strategy()));
            }
        }
        return new Need(bytes, assumed, time, images);
    }

    /** Why the engine cannot build this; empty: nothing is known against it. */
    public List<String> obstacles(Storehouse.Capacity engine) {
        List<String> obstacles = new ArrayList<>();
        if (engine.free() >= 0 && engine.free() < bytes) {
            obstacles.add("the build needs about " + Figures.bytes(bytes)
                    + (assumed == 0 ? "" : " (assumed for " + assumed + " of " + images.size() + " images, for want of records)")
                    + " and " + Figures.bytes(engine.free()) + " are free in " + engine.root());
        }
        for (Image image : images) {
            if (!image.platform().isEmpty() && !runs(engine, image.platform())) {
                obstacles.add(image.component() + " is for " + image.platform() + " and the engine is "
                        + engine.platform() + " with no emulator for that");
            }
        }
        return obstacles;
    }

    /**
     * Looks whether the engine can build this; one that cannot be reached says so when the build begins.
     *
     * @throws Failure FAILED with the figure if it cannot
     */
    public void require(Ports ports) throws IOException, InterruptedException {
        if (images.isEmpty()) {
            return;
        }
        List<String> obstacles;
        try {
            obstacles = obstacles(Engines.storehouse(ports).capacity());
        } catch (Failure e) {
            // what stops a build is said by the build
            return;
        }
        if (!obstacles.isEmpty()) {
            throw Failure.failed("The build was not started: " + String.join("; ", obstacles)
                    + ". Make room (`delivery prune`), look closer (`delivery doctor`), or build all the same with"
                    + " `delivery build --no-room-check`.");
        }
    }

    /** An engine elsewhere may have emulators that nobody here sees. */
    private static boolean runs(Storehouse.Capacity engine, String platform) {
        return engine.free() < 0 || same(engine.platform(), platform)
                || engine.foreign().stream().anyMatch(foreign -> same(foreign, platform));
    }

    /** A variant ({@code /v8}) is a matter of the base image. */
    private static boolean same(String one, String other) {
        String wanted = other.toLowerCase(Locale.ROOT);
        return wanted.equals(one) || wanted.startsWith(one + "/");
    }
}
