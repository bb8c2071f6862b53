package io.jenkins.plugins.testeddelivery.config.manifest;

/** Says why a manifest cannot be understood; the message ends up in one warning. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line 1-based; 0: not known */
    public Unreadable(int line, String problem) {
        super(problem, null, false, false);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
