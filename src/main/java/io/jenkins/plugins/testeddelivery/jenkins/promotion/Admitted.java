package io.jenkins.plugins.testeddelivery.jenkins.promotion;

/**
 * The gate's leave for one deployment.
 *
 * @param environmentId of the environment, as {@link DeployGate#identify} gives it
 * @param project full name of the project whose release it is
 * @param version of the release
 * @param release digest of its {@code release.json}
 * @param actor who deploys: the id of whoever promoted it, else who or what started the run
 * @param promotion id of the one-time record; empty: the environment asks for none and there was none
 * @param retry a version that was ill there is meant to be tried again
 */
public record Admitted(
        String environmentId,
        String project,
        String version,
        String release,
        String actor,
        String promotion,
        boolean retry) {}
