package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.promote.Question.Shipment;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import io.jenkins.plugins.testeddelivery.release.Release;
import io.jenkins.plugins.testeddelivery.release.ReleaseArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jenkins.scm.RunWithSCM;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** Gathers what is known of a release: from its description, and from the build that made it. */
final class ShipmentFacts {
    private ShipmentFacts() {}

    /** The checksum of the release's description: it names the checksum of everything in it. */
    static String digest(Release release) {
        return Digests.of(release.bytes());
    }

    /** @param source the build that made it; empty: it is gone, or not known */
    static Shipment of(Release release, Optional<Run<?, ?>> source, ContentStore store) throws IOException {
        return new Shipment(
                release.version(),
                digest(release),
                release.computedSetDigest(),
                release.artifacts().stream()
                        .collect(Collectors.toMap(ReleaseArtifact::component, ReleaseArtifact::digest)),
                created(release),
                source.map(run -> run.getParent().getFullName()).orElse(""),
                source.map(ShipmentFacts::branch).orElse(""),
                source.map(ShipmentFacts::makers).orElse(Set.of()),
                source.map(Trust::of).map(Trust::marks).orElse(Set.of()),
                environments(release, store));
    }

    private static Instant created(Release release) {
        try {
            return Instant.parse(release.created());
        } catch (DateTimeException e) {
            // as old as can be: nothing is taken to be newer than it is
            return Instant.EPOCH;
        }
    }

    /** The branch of a multibranch project; a change request has none, whatever its source is called. */
    static String branch(Run<?, ?> run) {
        SCMHead head = SCMHead.HeadByItem.findHead(run.getParent());
        return head == null || head instanceof ChangeRequestSCMHead ? "" : head.getName();
    }

    /** Who started the build, itself or the build that started it, and who wrote the commits in it. */
    static Set<String> makers(Run<?, ?> run) {
        Set<String> makers = new TreeSet<>();
        run.getCauses().forEach(cause -> addStarter(cause, makers));
        if (run instanceof RunWithSCM<?, ?> built) {
            for (User author : built.getCulprits()) {
                makers.add(Who.key(author.getId()));
            }
        }
        return makers;
    }

    private static void addStarter(Cause cause, Set<String> makers) {
        if (cause instanceof Cause.UserIdCause user && user.getUserId() != null) {
            makers.add(Who.key(user.getUserId()));
        } else if (cause instanceof PromotionCause promotion) {
            makers.add(Who.key(promotion.getWho()));
        } else if (cause instanceof Cause.UpstreamCause upstream) {
            upstream.getUpstreamCauses().forEach(each -> addStarter(each, makers));
        }
    }

    private static Map<String, String> environments(Release release, ContentStore store) throws IOException {
        Optional<String> digest = release.files().stream()
                .filter(file -> file.file().equals(DeployPlan.FILE))
                .map(file -> Digests.PREFIX + file.sha256())
                .findFirst();
        Map<String, String> environments = new TreeMap<>();
        if (digest.isEmpty()) {
            return environments;
        }
        if (!store.intact(digest.get())) {
            throw Failure.failed(DeployPlan.FILE + " of the release " + release.version()
                    + " is no longer what was exported; export it again.");
        }
        try (InputStream plan = store.open(digest.get())) {
            DeployPlan.read(plan.readAllBytes())
                    .environments()
                    .forEach((name, environment) -> environments.put(name, environment.after()));
        }
        return environments;
    }
}
