package io.jenkins.plugins.testeddelivery.jenkins.run;

import java.util.List;

/**
 * What {@code detectChanges} was asked, so that the later steps of the run answer the same question.
 *
 * @param base revision that replaces the components' own baselines; empty: none
 * @param head commit that was looked at; empty: {@code detectChanges} was not called
 * @param config path of the configuration; empty: the usual one
 * @param force {@code FULL} or {@code api=FULL}
 * @param version drawn for the run's plan; empty: none yet
 * @param askedBy who forced it
 */
public record Asked(String base, String head, String config, List<String> force, String version, String askedBy) {
    public static final Asked NOTHING = new Asked("", "", "", List.of(), "", "");

    public Asked {
        force = List.copyOf(force);
    }
}
