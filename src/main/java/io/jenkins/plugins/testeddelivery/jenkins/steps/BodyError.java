package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Why a body ended abnormally.
 *
 * @param words of the error
 * @param saysNothing whether it says nothing of what was tried: somebody stopped it, or its agent was lost
 */
record BodyError(String words, boolean saysNothing) {
    static BodyError of(Throwable error) {
        boolean nothing = false;
        for (Throwable at = error; at != null && !nothing; at = at.getCause() == at ? null : at.getCause()) {
            nothing = at instanceof FlowInterruptedException
                    || at instanceof InterruptedException
                    || at instanceof ChannelClosedException
                    || at instanceof RequestAbortedException;
        }
        String message = error.getMessage();
        return new BodyError(message == null || message.isBlank() ? error.getClass().getName() : message, nothing);
    }
}
