package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.git.CommitTimes;
import io.jenkins.plugins.testeddelivery.git.FindBranch;
import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import io.jenkins.plugins.testeddelivery.plan.Plan;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One export that passed the gate: fills the staging folder, gives it its name, records it. Whatever stops it, nothing
 * stays under that name.
 *
 * @param releases the folder of all releases
 */
record Export(
        Ports ports,
        Ledger ledger,
        Plan plan,
        ExportGate.Passed passed,
        Packer packer,
        Pusher pusher,
        String version,
        String staging,
        String releases) {

    Release run(String builder) throws IOException, InterruptedException {
        String leftover = staging;
        try {
            // first what can be refused at once, then what takes its time
            List<Release.OtherFile> files = ports.workspace()
                    .act(new ShipDeployFiles(
                            plan.scan().commit(), staging, DeployFiles.of(plan.scan().project())));
            Map<String, Packer.Packed> packed = new LinkedHashMap<>();
            Map<String, Pushed> pushed = new LinkedHashMap<>();
            for (Chosen chosen : passed.artifacts()) {
                packed.put(chosen.component(), packer.pack(chosen.artifact()));
            }
            for (Chosen chosen : passed.artifacts()) {
                pushed.put(chosen.component(), pusher.push(chosen.artifact(), packed.get(chosen.component())));
            }
            TreeMap<String, byte[]> texts = new TreeMap<>();
            Release release = describe(builder, ports.workspace().act(new FindBranch()), packed, pushed, files, texts);
            TreeMap<String, String> checksums = new TreeMap<>(ReleaseLayout.checksums(release));
            checksums.put(Release.MANIFEST, Digests.hex(Digests.of(release.bytes())));
            String manifest = ledger.store().put(new ByteArrayInputStream(release.bytes()));
            String folder = releases + "/" + version;
            ports.workspace().act(new FinishRelease(staging, folder, texts, checksums));
            leftover = folder;
            ledger.append(new Fact.Release(
                    version, release.commit(), passed.set(), manifest, shipped(packed, pushed), committed()));
            leftover = "";
            ports.log().line("Release " + version + " in " + folder);
            return release;
        } finally {
            if (!leftover.isEmpty()) {
                ports.workspace().act(new RemoveFolder(leftover));
            }
        }
    }

    /** The release with all its files, the small ones' content added to {@code texts}. */
    private Release describe(
            String builder,
            String branch,
            Map<String, Packer.Packed> packed,
            Map<String, Pushed> pushed,
            List<Release.OtherFile> deployFiles,
            Map<String, byte[]> texts) {
        Release release = new Release(
                version,
                plan.scan().commit(),
                ports.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                builder.isEmpty() ? newestBy() : builder,
                set(),
                passed.artifacts().stream()
                        .map(chosen -> artifact(chosen, packed.get(chosen.component()), pushed.get(chosen.component())))
                        .toList(),
                List.of(),
                branch);
        texts.put(DeployPlan.FILE, DeployPlan.of(plan.scan().project()).bytes());
        texts.put(Release.PROVENANCE, Provenance.of(plan.scan().project().name(), passed, release));
        texts.put(Release.infoName(version), DeployInfo.of(plan, passed.artifacts(), release));
        List<Release.OtherFile> files = new ArrayList<>(deployFiles);
        texts.forEach((name, bytes) -> files.add(new Release.OtherFile(name, Digests.hex(Digests.of(bytes)), false)));
        Release whole = release.with(files);
        texts.put(Release.MANIFEST, whole.bytes());
        return whole;
    }

    private Release.SetEvidence set() {
        return passed.evidence()
                .map(entry -> new Release.SetEvidence(
                        passed.set(),
                        ((Fact.Evidence) entry.fact()).result(),
                        entry.at(),
                        ((Fact.Evidence) entry.fact()).kind(),
                        ((Fact.Evidence) entry.fact()).conditions()))
                .orElse(new Release.SetEvidence(passed.set(), "", ""));
    }

    private ReleaseArtifact artifact(Chosen chosen, Packer.Packed packed, Pushed pushed) {
        Fact.Candidate artifact = chosen.artifact();
        Fact.Evidence evidence = chosen.evidence();
        return new ReleaseArtifact(
                artifact.component(),
                artifact.kind(),
                packed.file(),
                packed.bytes(),
                Digests.hex(packed.stored()),
                packed.image(),
                artifact.kind().equals(ReleaseArtifact.IMAGE) ? artifact.digest() : "",
                artifact.fingerprint(),
                Strategy.valueOf(packer.strategy(artifact, packed)),
                packed.from(),
                chosen.behind(),
                new ReleaseArtifact.Evidence(
                        evidence.result(),
                        evidence.command(),
                        evidence.tests(),
                        evidence.failed(),
                        chosen.green().at(),
                        evidence.kind(),
                        evidence.conditions()),
                pushed);
    }

    private Map<String, Fact.Shipped> shipped(Map<String, Packer.Packed> packed, Map<String, Pushed> pushed) {
        Map<String, Fact.Shipped> all = new TreeMap<>();
        for (Chosen chosen : passed.artifacts()) {
            Fact.Candidate artifact = chosen.artifact();
            Packer.Packed file = packed.get(chosen.component());
            all.put(
                    chosen.component(),
                    new Fact.Shipped(
                            artifact.kind(),
                            artifact.fingerprint(),
                            artifact.digest(),
                            file.stored(),
                            file.file(),
                            file.image(),
                            file.from(),
                            pushed.getOrDefault(chosen.component(), Pushed.NOWHERE).fetched()));
        }
        return all;
    }

    /** When the commits were made from which the artifacts come: lead times are counted from there. */
    private Map<String, String> committed() throws IOException, InterruptedException {
        Map<String, String> commits = new TreeMap<>();
        passed.artifacts().forEach(chosen -> commits.put(chosen.component(), chosen.artifact().commit()));
        Map<String, String> times = ports.workspace().act(new CommitTimes(new TreeSet<>(commits.values())));
        commits.values().removeIf(commit -> !times.containsKey(commit));
        commits.replaceAll((component, commit) -> times.get(commit));
        return commits;
    }

    /** Who recorded the newest evidence that lets this ship. */
    private String newestBy() {
        List<Ledger.Entry> entries = new ArrayList<>();
        passed.artifacts().forEach(chosen -> entries.add(chosen.green()));
        passed.evidence().ifPresent(entries::add);
        Ledger.Entry newest = entries.get(0);
        for (Ledger.Entry entry : entries) {
            newest = entry.sequence() > newest.sequence() ? entry : newest;
        }
        return newest.by();
    }
}
