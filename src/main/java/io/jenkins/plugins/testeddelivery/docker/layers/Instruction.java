package io.jenkins.plugins.testeddelivery.docker.layers;

/** Makes of an image's history the instruction that a person wrote; build arguments' values are left out. */
final class Instruction {
    private static final int LONGEST = 80;
    private static final String SHELL = "/bin/sh -c ";

    private Instruction() {}

    static String plain(String createdBy) {
        String text = createdBy.replaceAll("\\s+", " ").replaceAll(" # buildkit$", "").strip();
        boolean run = text.startsWith("RUN ");
        text = run ? text.substring(4) : text;
        boolean arguments = text.startsWith("|");
        int shell = text.indexOf(SHELL);
        if (arguments) {
            // the values stand before the command, and any of them may be secret
            text = shell < 0 ? "" : text.substring(shell);
            run = true;
        }
        if (text.startsWith(SHELL)) {
            text = text.substring(SHELL.length());
            run = !text.startsWith("#(nop)");
            text = text.replaceFirst("^#\\(nop\\) ?", "").strip();
        }
        text = (run ? "RUN " + text : text).strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
