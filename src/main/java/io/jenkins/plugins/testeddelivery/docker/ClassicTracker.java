package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.docker.BuildLog.Cache;
import io.jenkins.plugins.testeddelivery.docker.BuildLog.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Follows a build of the classic builder, or of Podman's, which prints nearly the same. */
final class ClassicTracker extends BuildTracker {
    private static final String CONTEXT = "Sending build context to Docker daemon";

    private final LongSupplier nanos;
    private final List<Layer> layers = new ArrayList<>();
    private long contextBytes = -1;
    private int step;
    private int steps;
    private String instruction = "";
    private Cache cache = Cache.UNKNOWN;
    private long began;
    private boolean whole = true;

    ClassicTracker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    void line(String rest) {
        int[] next = Marks.step(rest, 0);
        if (next != null) {
            next(next, rest);
        } else if (rest.startsWith(CONTEXT)) {
            contextBytes = Math.max(contextBytes, Marks.bytes(rest.substring(CONTEXT.length()).strip()));
        } else if (step > 0 && cache != Cache.HIT && rest.startsWith("--")) {
            String result = rest.substring(rest.indexOf('>') + 1).strip();
            // what a step prints may look like this too; what was said first counts
            cache = cache == Cache.UNKNOWN && result.startsWith("Using cache") ? Cache.HIT : Cache.MISS;
        }
    }

    private void next(int[] next, String rest) {
        // a step that prints "Step 7/9" itself is no step
        if (next[0] != step + 1 || step > 0 && next[1] != steps) {
            return;
        }
        end();
        step = next[0];
        steps = next[1];
        instruction = rest.substring(next[2]).strip();
        cache = Cache.UNKNOWN;
        began = nanos.getAsLong();
    }

    private void end() {
        if (step > 0 && makesLayer(instruction)) {
            if (layers.size() < MOST_STEPS) {
                layers.add(new Layer(shown(instruction), cache, millis()));
            } else {
                whole = false;
            }
        }
        instruction = "";
    }

    private long millis() {
        return cache == Cache.MISS ? Math.max(0, (nanos.getAsLong() - began) / 1_000_000) : 0;
    }

    @Override
    boolean endsBefore(String rest) {
        int[] next = Marks.step(rest, 0);
        boolean restarts = next != null && next[0] == 1 && step > 0 || rest.startsWith(CONTEXT) && step > 0;
        return restarts || rest.startsWith("#1 [internal] ") || rest.startsWith("#0 building with ");
    }

    @Override
    boolean begun() {
        return step > 0;
    }

    @Override
    BuildLog log() {
        List<Layer> all = new ArrayList<>(layers);
        if (makesLayer(instruction) && all.size() < MOST_STEPS) {
            all.add(new Layer(shown(instruction), cache, millis()));
        }
        return new BuildLog("classic", all, contextBytes, 0, whole);
    }
}
