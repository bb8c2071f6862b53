package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.BaseImages;
import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a builder is given beside the context, so that it builds no less than the strategy asks for, and no more.
 *
 * @param strategy as asked for, or {@code FULL} where the Dockerfile has no place to break its cache
 * @param labels that say which values the break arguments had
 */
record Recipe(
        String text, Strategy strategy, Map<String, String> arguments, Map<String, String> labels, List<String> cacheFrom) {

    /** @param paths of the context; {@code anew} see {@link BreakValues#next} */
    static Recipe of(
            Job job, String text, List<String> paths, Engine engine, CacheImages caches, boolean buildKit, String anew)
            throws IOException, InterruptedException {
        Component.Image image = (Component.Image) job.component().product();
        ManifestRules rules = new ManifestRules(job.scan().project(), job.component(), image.context());
        CacheBreak.Derived derived = new CacheBreak(paths, rules::isManifest)
                .derive(text, image.target(), triggered(text, image.args(), engine));
        Strategy strategy = job.strategy();
        boolean breaks = strategy == Strategy.INCREMENTAL || strategy == Strategy.DEPENDENCIES;
        if (breaks && !derived.breaks(strategy)) {
            job.ports()
                    .log()
                    .line("NO_BREAK_POINT: " + FileNames.shown(image.dockerfile()) + " has no COPY or ADD that "
                            + strategy + " could build from; FULL instead");
            strategy = Strategy.FULL;
        }
        CacheImages.Found found = strategy == Strategy.FULL ? CacheImages.Found.NOTHING : caches.find(job, buildKit);
        BreakValues values = derived.text().equals(text) ? BreakValues.NONE : found.values().next(strategy, anew);
        Map<String, String> arguments = new TreeMap<>(image.args());
        arguments.putAll(values.arguments());
        return new Recipe(derived.text(), strategy, arguments, values.labels(), found.references());
    }

    /** Stages on a base whose triggers take files; of one that is not here nobody knows before it is pulled. */
    private static Set<Integer> triggered(String text, Map<String, String> arguments, Engine engine)
            throws IOException, InterruptedException {
        Set<Integer> stages = new HashSet<>();
        for (Map.Entry<Integer, String> base :
                BaseImages.byStage(Dockerfile.parse(text), arguments).entrySet()) {
            Optional<Engine.Image> local = engine.image(base.getValue());
            if (local.isPresent()
                    && local.get().triggers().stream().anyMatch(trigger -> trigger.matches("(?is)\\s*(COPY|ADD|RUN)\\s.*"))) {
                stages.add(base.getKey());
            }
        }
        return stages;
    }
}
