package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.BaseImages;
import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Bases;
import io.jenkins.plugins.testeddelivery.docker.BuildLog;
import io.jenkins.plugins.testeddelivery.docker.BuildLogReader;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.ImageBuild;
import io.jenkins.plugins.testeddelivery.docker.ImageBuilder;
import io.jenkins.plugins.testeddelivery.docker.ShownLines;
import io.jenkins.plugins.testeddelivery.git.WriteContext;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.port.Beside;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Figures;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Builds images: from exactly the input set, with as much of the cache as the strategy allows. */
final class ImageBuilds implements AutoCloseable {
    private final Ports ports;
    private final Artifacts artifacts;
    private final Accounting accounting;
    private final Beside<ImageBuilder> builder;
    private final Beside<ImageLabels> labels;
    private final String anew = UUID.randomUUID().toString();
    private boolean described;

    ImageBuilds(Ports ports, Artifacts artifacts, Accounting accounting) {
        this.ports = ports;
        this.artifacts = artifacts;
        this.accounting = accounting;
        this.builder = new Beside<>(() -> ImageBuilder.known(ports, artifacts.engine().describe()));
        this.labels = new Beside<>(() -> ImageLabels.find(ports));
    }

    /** Begins with what every build asks for. */
    void begin() {
        builder.begin();
        labels.begin();
    }

    @Override
    public void close() {
        builder.close();
        labels.close();
    }

    /** @param slots for the builder; the context is written before, and the image looked at after, whoever else builds */
    Fact.Candidate build(Job job, Slots slots) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Component.Image image = (Component.Image) job.component().product();
        String context = job.temporary() + "/context";
        WriteContext.Written written = job.ports().workspace().act(new WriteContext(job.scan(), job.name(), context));
        ImageBuilder program = builder();
        byte[] read = dockerfile(job, image, context, written.paths());
        String dockerfile = new String(read, StandardCharsets.UTF_8);
        boolean exact = written.exact() && job.scan().counts(job.name(), image.dockerfile(), read);
        Recipe recipe = Recipe.of(
                job,
                dockerfile,
                written.paths(),
                artifacts.engine(),
                new CacheImages(artifacts),
                program.buildKit(),
                anew);
        if (recipe.strategy() == Strategy.FULL) {
            refresh(job, Dockerfile.parse(dockerfile), image.args());
        }
        String placed =
                job.ports().workspace().act(new PlaceDockerfile(job.temporary() + "/dockerfile", recipe.text()));
        String tag = ImageNames.reference(
                job.scan().project().name(), job.name(), job.plan().version());
        job.ports()
                .log()
                .line(written.files() + (written.files() == 1 ? " file, " : " files, ") + Figures.bytes(written.bytes())
                        + " of context");
        Map<String, String> bases = bases(image, dockerfile);
        ImageBuild request = new ImageBuild(
                context,
                placed,
                image.target(),
                recipe.arguments(),
                labels.get().of(job, recipe.labels(), bases),
                tag,
                recipe.cacheFrom(),
                recipe.strategy() == Strategy.FULL,
                image.platform(),
                job.component().timeout());
        long waited = slots.take();
        Instant begun = ports.clock().instant();
        BuildLogReader output = new BuildLogReader();
        try {
            run(job, program, output, request);
        } finally {
            slots.giveBack();
        }
        boolean kept = false;
        try {
            if (!exact) {
                Moved.check(job);
            }
            Fact.Candidate candidate = candidate(job, recipe.strategy(), tag, start + waited, bases);
            kept = candidate.image().equals(tag);
            accounting.timed(() -> account(job, output, written, tag, begun));
            return candidate;
        } finally {
            if (!kept) {
                artifacts.engine().untag(tag);
            }
        }
    }

    /** What a build from nothing used. @param leftOut files of the context that are no inputs */
    record FromNothing(String tag, List<String> leftOut) {}

    /** Builds from nothing: no cache, the Dockerfile as it is, and all that its context holds. The tag is the caller's. */
    FromNothing fromNothing(Job job, String tag) throws IOException, InterruptedException {
        Component.Image image = (Component.Image) job.component().product();
        String context = job.temporary() + "/context";
        WriteContext.Written written =
                job.ports().workspace().act(new WriteContext(job.scan().withWholeContexts(), job.name(), context));
        String dockerfile =
                new String(dockerfile(job, image, context, written.paths()), StandardCharsets.UTF_8);
        String placed = job.ports().workspace().act(new PlaceDockerfile(job.temporary() + "/dockerfile", dockerfile));
        run(
                job,
                builder(),
                new BuildLogReader(),
                new ImageBuild(
                        context,
                        placed,
                        image.target(),
                        image.args(),
                        labels.get().of(job),
                        tag,
                        List.of(),
                        true,
                        image.platform(),
                        job.component().timeout()));
        Moved.check(job);
        return new FromNothing(tag, job.scan().inputs().leftOut(job.name(), written.paths()));
    }

    private boolean account(Job job, BuildLogReader output, WriteContext.Written context, String tag, Instant begun)
            throws IOException, InterruptedException {
        List<BuildLog> logs = output.builds();
        if (!logs.isEmpty()) {
            BuildLog log = logs.get(logs.size() - 1);
            // the engine knows seconds: a layer from the cache may be as old as the build
            boolean cached = log.counted() > 0 && log.hits() == log.counted();
            long written = cached ? 0 : artifacts.engine().written(tag, begun);
            accounting.image(job.name(), log, context.bytes(), written);
        }
        return !logs.isEmpty();
    }

    private void run(Job job, ImageBuilder program, BuildLogReader output, ImageBuild build)
            throws IOException, InterruptedException {
        Mask mask = new Mask(((Component.Image) job.component().product()).args());
        ShownLines shown = new ShownLines();
        try {
            program.build(build, line -> {
                String masked = mask.hide(line);
                accounting.read(output, masked);
                if (shown.show(masked)) {
                    job.ports().log().line(masked);
                }
            });
        } catch (Failure e) {
            throw new Failure(e.kind(), mask.hide(e.getMessage()), e);
        }
    }

    /** Those whose names are no build argument's value, which may be secret. */
    private Map<String, String> bases(Component.Image image, String text) throws IOException, InterruptedException {
        Dockerfile dockerfile = Dockerfile.parse(text);
        Set<String> names = BaseImages.of(dockerfile, Map.of());
        names.retainAll(BaseImages.of(dockerfile, image.args()));
        return names.isEmpty() ? Map.of() : Bases.in(artifacts.engine(), names);
    }

    private Fact.Candidate candidate(
            Job job, Strategy strategy, String tag, long start, Map<String, String> bases)
            throws IOException, InterruptedException {
        Engine.Image image = artifacts
                .engine()
                .image(tag)
                .orElseThrow(() -> Failure.failed(job.name()
                        + ": the builder ended well, but the engine does not know " + tag
                        + "; do both speak to the same engine?"));
        long millis = (System.nanoTime() - start) / 1_000_000;
        Fact.Candidate candidate = job.candidate(strategy, image.digest(), image.identity(), tag, "", millis);
        Optional<Fact.Candidate> same =
                job.tested().filter(tested -> tested.identity().equals(image.identity()));
        if (same.isPresent()
                && artifacts.look(same.get()) == Artifacts.State.THERE
                && Bases.moved(builtOn(same.get()), bases).isEmpty()) {
            job.ports().log().line("same as " + same.get().version() + ", keeps its evidence");
            return Job.again(same.get(), candidate);
        }
        job.ports().log().line("built " + tag + " " + image.digest());
        return candidate;
    }

    private Map<String, String> builtOn(Fact.Candidate candidate) throws IOException, InterruptedException {
        return artifacts.engine().image(candidate.image()).map(Engine.Image::labels).map(Bases::on).orElse(Map.of());
    }

    /** From the tree itself, where it may be a link or lie outside of the context. */
    private static byte[] dockerfile(Job job, Component.Image image, String context, List<String> paths)
            throws IOException, InterruptedException {
        String path = image.dockerfile();
        if (!job.scan().ofTree()) {
            String start = image.context().isEmpty() ? "" : image.context() + "/";
            String name = path.startsWith(start) ? path.substring(start.length()) : "";
            if (!paths.contains(name)) {
                throw Failure.usage(job.name() + ": '" + FileNames.shown(path) + "' at "
                        + job.scan().commit()
                        + " is not in the build context; check the commit out and build without --head.");
            }
            path = context + "/" + name;
        }
        try (InputStream in = job.ports().workspace().read(path)) {
            return in.readAllBytes();
        }
    }

    private void refresh(Job job, Dockerfile dockerfile, Map<String, String> arguments)
            throws IOException, InterruptedException {
        Log log = job.ports().log();
        for (String base : BaseImages.of(dockerfile, arguments)) {
            Optional<Engine.Image> local = artifacts.engine().image(base);
            if (local.isPresent() && !local.get().repoDigests().isEmpty()) {
                log.line("looking for a newer " + base);
                ImageBuilder.Pulled pulled = builder().pull(base);
                if (!pulled.done()) {
                    log.warning("BASE_NOT_REFRESHED: " + base + " is used as it is: " + pulled.reason());
                }
            }
        }
    }

    private ImageBuilder builder() throws IOException, InterruptedException {
        ImageBuilder found = builder.get();
        synchronized (this) {
            if (!described) {
                ports.log().line("images are built by " + found.describe());
                described = true;
            }
        }
        return found;
    }
}
