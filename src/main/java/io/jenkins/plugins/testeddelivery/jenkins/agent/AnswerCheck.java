package io.jenkins.plugins.testeddelivery.jenkins.agent;

import io.jenkins.plugins.testeddelivery.config.content.Inside;
import io.jenkins.plugins.testeddelivery.git.Scan;
import io.jenkins.plugins.testeddelivery.git.Survey;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.Serializable;
import java.util.Map;

/** Looks at what an agent answers where it becomes a name, a path or a record on the controller. */
final class AnswerCheck {
    private AnswerCheck() {}

    /** @throws Failure of kind FAILED for an answer that the work cannot have given */
    static void check(Workspace.Work<?> work, Serializable answer) {
        if (answer instanceof Scan scan) {
            scan(scan);
        } else if (answer instanceof Survey.Seen seen && work instanceof Survey asked) {
            seen(seen, asked);
        }
    }

    private static void seen(Survey.Seen seen, Survey asked) {
        scan(seen.scan());
        String base = seen.base().base();
        must(base.isEmpty() || isCommit(base), "a commit", base);
        fingerprints(seen.before().fingerprints(), seen.before().documents());
        for (Map<?, ?> inside : seen.inside().values()) {
            inside.values().forEach(found -> must(found instanceof Inside, "what a look into a file shows", found));
        }
        for (Map.Entry<?, ?> own : seen.own().baselines().entrySet()) {
            Map<String, String> candidates = asked.tested().get(own.getKey());
            must(candidates != null && candidates.containsKey(own.getValue()), "one of the tested commits", own.getValue());
            must(seen.own().changes().containsKey(own.getValue()), "what changed since a commit", own.getValue());
        }
    }

    private static void scan(Scan scan) {
        must(isCommit(scan.commit()), "a commit", scan.commit());
        scan.project().components().forEach(component ->
                must(component.name().matches("[a-z0-9][a-z0-9._-]{0,62}"), "a component's name", component.name()));
        fingerprints(scan.fingerprints(), scan.documents());
    }

    private static void fingerprints(Map<String, String> fingerprints, Map<String, String> documents) {
        for (Map.Entry<?, ?> entry : fingerprints.entrySet()) {
            must(entry.getKey() instanceof String, "a component's name", entry.getKey());
            must(entry.getValue() instanceof String text && Digests.isDigest(text), "a checksum", entry.getValue());
        }
        for (Map.Entry<?, ?> entry : documents.entrySet()) {
            boolean same = entry.getValue() instanceof String text
                    && Digests.of(text).equals(fingerprints.get(entry.getKey()));
            must(same, "the text behind a fingerprint", entry.getKey());
        }
    }

    private static boolean isCommit(String text) {
        return text != null && text.matches("[0-9a-f]{40}([0-9a-f]{24})?");
    }

    private static void must(boolean is, String what, Object found) {
        if (!is) {
            throw Failure.failed("The agent answered with '" + LogText.oneLine(String.valueOf(found))
                    + "' where " + what + " was expected; do not trust this agent.");
        }
    }
}
