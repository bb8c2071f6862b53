package io.jenkins.plugins.testeddelivery.build;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Engine;
import io.jenkins.plugins.testeddelivery.docker.layers.Comparison;
import io.jenkins.plugins.testeddelivery.docker.layers.Noise;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.ledger.Standing;
import io.jenkins.plugins.testeddelivery.plan.Decision;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Proves that the cheap way gave what the dear one gives: builds every artifact of a build's outcome again from nothing,
 * the kept and the reused ones too, and compares file by file.
 */
public final class Proofs {
    private static final String TAG_END = "-proof";
    private static final int NAMED = 20;

    private final Ports ports;
    private final Ledger ledger;
    private final Noise noise;
    private final Artifacts artifacts;
    private final ImageBuilds images;

    public Proofs(Ports ports, Ledger ledger) throws IOException {
        this.ports = ports;
        this.ledger = ledger;
        this.noise = KnownNoise.read();
        this.artifacts = new Artifacts(ports, ledger.store(), Standing.of(List.of()));
        this.images = new ImageBuilds(ports, artifacts, new Accounting(new Estimates(List.of())));
    }

    /**
     * Proves and records.
     *
     * @param built what the plan gave, by component; what is not in it is not proven
     * @param parallelism how many at once; zero or less: one for each core
     * @throws Failure of kind UNREACHABLE if the engine is needed and cannot be reached
     */
    public Fact.Proof run(Plan plan, Map<String, Fact.Candidate> built, int parallelism)
            throws IOException, InterruptedException {
        int width = built.keySet().stream().mapToInt(String::length).max().orElse(1);
        Map<String, Job> jobs = new TreeMap<>();
        for (Map.Entry<String, Fact.Candidate> entry : built.entrySet()) {
            Optional<Component> component = plan.scan().project().component(entry.getKey());
            Ports marked = ports.with(ports.log().prefixed(Words.column(entry.getKey(), width)));
            component.ifPresent(found -> jobs.put(
                    found.name(), new Job(plan, found, Strategy.FULL, marked, Optional.of(entry.getValue()))));
        }
        Crew<Fact.Proven> crew = new Crew<>(this::prove, new Order(plan.scan().project()), jobs);
        crew.work(parallelism);
        crew.throwWhatStopsAll();
        Map<String, Fact.Proven> all = new TreeMap<>(crew.built());
        crew.failed().forEach((name, reason) -> all.put(name, failed(jobs.get(name), reason)));
        crew.skipped().forEach(name -> all.put(name, failed(jobs.get(name), "something it depends on failed")));
        Fact.Proof proof =
                new Fact.Proof(plan.version(), plan.scan().commit(), plan.scan().dirty(), all);
        ledger.append(proof);
        return proof;
    }

    private Fact.Proven prove(Job job) throws IOException, InterruptedException {
        long start = System.nanoTime();
        job.ports().log().line("building from nothing, to compare");
        try {
            return job.component().kind() == Component.Kind.IMAGE ? image(job, start) : archive(job, start);
        } finally {
            job.ports().workspace().act(new BuildFolder.Remove(job.temporary()));
        }
    }

    private Fact.Proven image(Job job, long start) throws IOException, InterruptedException {
        Fact.Candidate cheap = job.tested().orElseThrow();
        String tag = ImageNames.reference(
                job.scan().project().name(), job.name(), job.plan().version() + TAG_END);
        try {
            ImageBuilds.FromNothing dear = images.fromNothing(job, tag);
            Comparison comparison = equal(cheap, tag)
                    ? new Comparison(0, 0, 0, List.of())
                    : artifacts.engine().compare(cheap.image(), tag, job.temporary() + "/compared", noise);
            return proven(job, comparison, dear.leftOut(), start);
        } finally {
            artifacts.engine().untag(tag);
        }
    }

    private boolean equal(Fact.Candidate cheap, String tag) throws IOException, InterruptedException {
        return artifacts.engine().image(tag).map(Engine.Image::identity).equals(Optional.of(cheap.identity()));
    }

    private Fact.Proven archive(Job job, long start) throws IOException, InterruptedException {
        Fact.Candidate cheap = job.tested().orElseThrow();
        ContentStore store = ledger.store();
        String dear = job.temporary() + "/again.tar.gz";
        if (!job.scan().ofTree()) {
            throw Failure.usage(job.name() + ": an archive is built in place; check "
                    + job.scan().commit() + " out and build without --head.");
        }
        if (ArchiveBuilds.pack(job, dear).digest().equals(cheap.digest())) {
            return proven(job, new Comparison(0, 0, 0, List.of()), List.of(), start);
        }
        String file = job.temporary() + "/cheap.tar.gz";
        store.give(cheap.digest(), job.ports().workspace(), file);
        Comparison comparison =
                job.ports().workspace().act(new CompareArchives(file, dear, job.temporary() + "/compared", noise));
        return proven(job, comparison, List.of(), start);
    }

    private static Fact.Proven proven(Job job, Comparison comparison, List<String> leftOut, long start) {
        List<String> differences = comparison.differences().stream()
                .map(one -> one.path() + ": " + one.what() + (one.layer().isEmpty() ? "" : " (" + one.layer() + ")"))
                .toList();
        job.ports().log().line(comparison.same()
                ? "the same as built from nothing"
                : comparison.count() + " difference(s) from what is built from nothing, the first is " + differences.get(0));
        return new Fact.Proven(
                comparison.same() ? Fact.Proven.SAME : Fact.Proven.DIFFERENT,
                strategy(job),
                job.tested().map(Fact.Candidate::digest).orElse(""),
                (System.nanoTime() - start) / 1_000_000,
                comparison.compared(),
                comparison.noise(),
                comparison.count(),
                differences,
                leftOut.stream().limit(NAMED).toList(),
                "");
    }

    private static Fact.Proven failed(Job job, String reason) {
        String digest = job.tested().map(Fact.Candidate::digest).orElse("");
        return new Fact.Proven(
                Fact.Proven.FAILED, strategy(job), digest, 0, 0, 0, 0, List.of(), List.of(), reason);
    }

    private static String strategy(Job job) {
        return job.plan().component(job.name()).map(Decision::strategy).orElse(Strategy.NONE).name();
    }
}
