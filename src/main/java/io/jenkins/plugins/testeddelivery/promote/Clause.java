package io.jenkins.plugins.testeddelivery.promote;

/** The rules by name, in the order in which refusals are listed. */
public enum Clause {
    /** The release does not say how it is deployed there, or nobody is to deploy it. */
    ENVIRONMENT("environment"),
    /** A file of the release is no longer what was exported. */
    ARTIFACT("artifact"),
    /** Another promotion is under way there. */
    BUSY("busy"),
    /** The person has no permission. */
    PERMISSION("permission"),
    /** The run carries no promotion that holds. */
    PROMOTION("promotion"),
    /** The policy names other people. */
    PEOPLE("people"),
    /** Nobody promotes their own work. */
    OWN_WORK("own work"),
    /** No evidence, or newer evidence speaks against it. */
    EVIDENCE("evidence"),
    /** There is evidence, and not of the kind that is asked for. */
    KIND("kind of evidence"),
    /** The run that made it, or its evidence, cannot be trusted. */
    TRUST("trust"),
    BRANCH("branch"),
    JOB("job"),
    /** It was not healthy in an environment that comes before. */
    AFTER("after"),
    SOAK("soak"),
    /** It was ill. */
    ILL("ill"),
    AGE("age"),
    FREEZE("freeze"),
    /** Something newer is there. */
    SUPERSEDED("superseded");

    private final String word;

    Clause(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
