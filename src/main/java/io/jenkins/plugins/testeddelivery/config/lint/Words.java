package io.jenkins.plugins.testeddelivery.config.lint;

import io.jenkins.plugins.testeddelivery.port.SecretWords;

/** Puts what a file holds into a message: on one line, not too long, and without the value of a secret. */
final class Words {
    private static final int LONGEST = 100;

    private Words() {}

    static String quoted(String text) {
        String plain = SecretWords.hidden(text.replaceAll("\\s+", " ").strip());
        return "'" + (plain.length() > LONGEST ? plain.substring(0, LONGEST - 1) + "…" : plain) + "'";
    }
}
