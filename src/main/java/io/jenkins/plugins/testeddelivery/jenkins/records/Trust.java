package io.jenkins.plugins.testeddelivery.jenkins.records;

import hudson.model.Cause;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadOrigin;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/**
 * Whose work a run builds, and whether what it proves counts.
 *
 * @param target the branch that a change request wants to get into; empty: it is none
 * @param replayed whether somebody ran it with another script than the one in the repository
 * @param restarted whether it began in the middle, with the results of an earlier run
 */
public record Trust(Origin origin, String target, boolean replayed, boolean restarted) {
    private static final String REPLAYED = "org.jenkinsci.plugins.workflow.cps.replay.ReplayCause";
    private static final String RESTARTED =
            "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause";

    /** Where the commit that a run builds comes from. */
    public enum Origin {
        /** A branch or tag of the project's own repository, or a job that somebody with the right to set it up made. */
        OWN,
        /** A change request from a branch of the same repository. */
        CHANGE_REQUEST,
        /** A change request from elsewhere, or from nobody knows where. */
        FORK
    }

    public static Trust of(Run<?, ?> run) {
        List<String> causes = new ArrayList<>();
        for (Cause cause : run.getCauses()) {
            for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
                causes.add(type.getName());
            }
        }
        SCMHead head = SCMHead.HeadByItem.findHead(run.getParent());
        if (head == null) {
            return of(Origin.OWN, "", causes);
        }
        if (head instanceof ChangeRequestSCMHead request) {
            return of(originOf(head), request.getTarget().getName(), causes);
        }
        return of(isDefault(head) ? Origin.OWN : Origin.FORK, "", causes);
    }

    static Trust of(Origin origin, String target, List<String> causes) {
        return new Trust(origin, target, causes.contains(REPLAYED), causes.contains(RESTARTED));
    }

    /** Why what the run proves may not count, as records name it. */
    public Set<String> marks() {
        Set<String> marks = new TreeSet<>();
        if (replayed) {
            marks.add("replayed");
        }
        if (restarted) {
            marks.add("restarted");
        }
        if (untrusted()) {
            marks.add("untrusted");
        }
        return marks;
    }

    private static Origin originOf(SCMHead request) {
        return isDefault(request) && saysItsOrigin(request.getClass()) ? Origin.CHANGE_REQUEST : Origin.FORK;
    }

    private static boolean isDefault(SCMHead head) {
        return head.getOrigin() instanceof SCMHeadOrigin.Default;
    }

    /** A kind of change request that never says where it comes from inherits the word "here" for all of them. */
    static boolean saysItsOrigin(Class<?> head) {
        try {
            return head.getMethod("getOrigin").getDeclaringClass() != SCMHead.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Whether its records stay its own, and it may neither deploy nor push nor use credentials. */
    public boolean untrusted() {
        return origin == Origin.FORK;
    }

    /** Whether an environment that is guarded may rely on what this run proves. */
    public boolean evidenceCounts() {
        return !untrusted() && !replayed && !restarted;
    }
}
