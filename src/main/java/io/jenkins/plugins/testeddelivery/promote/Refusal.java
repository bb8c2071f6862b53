package io.jenkins.plugins.testeddelivery.promote;

/**
 * One reason against it.
 *
 * @param clause the rule that stands against it
 * @param what stands against it, a sentence
 * @param todo what to do about it, a sentence
 */
public record Refusal(Clause clause, String what, String todo) {
    public String line() {
        return clause.word() + ": " + what + " " + todo;
    }
}
