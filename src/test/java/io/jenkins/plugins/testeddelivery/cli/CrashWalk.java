package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.HaltAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ends a command after each thing it does that lasts, one after the other, and lets the test look at what is left. */
final class CrashWalk {
    private static final boolean THOROUGH = System.getProperty("thorough") != null;

    private static final int LESS = 6;

    private final Delivery delivery;
    private final Path notes;
    private final Path jar;

    /** What a test makes of one end. */
    @FunctionalInterface
    interface Look {
        void at(int point, String thing) throws Exception;
    }

    /** Brings everything to where it was before the command. */
    @FunctionalInterface
    interface Back {
        void toBefore() throws Exception;
    }

    CrashWalk(Delivery delivery, Path folder) throws IOException {
        this.delivery = delivery;
        this.notes = folder.resolve("notes");
        this.jar = HaltAgent.jar(folder);
    }

    /**
     * Walks.
     *
     * @param sample how many of the things are tried where not all are; the last one always
     * @return what was done in a whole run, in its order
     */
    List<String> through(int sample, Back back, Look look, String... command) throws Exception {
        back.toBefore();
        run(0, command).ok();
        List<String> things = Files.readAllLines(notes);
        List<Integer> points = new ArrayList<>();
        for (int point = 1; point <= things.size(); point++) {
            points.add(point);
        }
        if (!THOROUGH && points.size() > sample) {
            int last = points.remove(points.size() - 1);
            Collections.shuffle(points, new Random(command[0].hashCode()));
            points.subList(sample - 1, points.size()).clear();
            points.add(last);
        }
        for (int point : points) {
            back.toBefore();
            Delivery.Ran ran = run(point, command);
            for (int less = point - 1; ran.exit() == 0 && less > point - LESS && less > 0; less--) {
                // how often health is asked for in a time is not the same twice
                back.toBefore();
                ran = run(less, command);
            }
            List<String> done = Files.readAllLines(notes);
            String thing = done.get(done.size() - 1);
            if (ran.exit() != 137) {
                throw new AssertionError(
                        command[0] + " was not ended after point " + point + " (" + thing + ")\n" + ran.err());
            }
            try {
                look.at(point, thing);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(command[0] + " ended after " + point + " of " + things.size() + ": " + thing
                        + "\n" + ran.err(), e);
            }
        }
        return things;
    }

    private Delivery.Ran run(int point, String... command) throws IOException {
        Files.deleteIfExists(notes);
        return delivery.with(Map.of("JAVA_TOOL_OPTIONS", HaltAgent.option(jar, point, notes)))
                .run(command);
    }
}
