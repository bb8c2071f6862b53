package io.jenkins.plugins.testeddelivery.deploy;

/**
 * A deployment or rollback that was begun in an environment and never ended.
 *
 * @param version that was to come
 * @param rollback whether it was to go back
 * @param prepared whether all of it is in the environment already, so that no release folder is needed to finish it
 * @param words what was done by whom and when, and the step it had come to
 */
public record Interrupted(String version, boolean rollback, boolean prepared, String words) {}
