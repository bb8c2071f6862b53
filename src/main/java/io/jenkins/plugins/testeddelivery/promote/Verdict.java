package io.jenkins.plugins.testeddelivery.promote;

import java.util.List;

/**
 * What the rules say: yes, or everything that stands against it.
 *
 * @param refusals none: granted
 */
public record Verdict(List<Refusal> refusals) {
    public Verdict {
        refusals = List.copyOf(refusals);
    }

    public boolean granted() {
        return refusals.isEmpty();
    }

    /** Each refusal in one line. */
    public List<String> lines() {
        return refusals.stream().map(Refusal::line).toList();
    }
}
