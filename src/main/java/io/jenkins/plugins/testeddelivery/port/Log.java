package io.jenkins.plugins.testeddelivery.port;

/** Where the engine says what it does: a terminal's standard error, a build log. Safe for several threads. */
public interface Log {
    /** Tells nobody. */
    Log NONE = new Log() {
        @Override
        public void line(String text) {}

        @Override
        public void warning(String text) {}
    };

    /** One line of what happens. Never holds a secret. */
    void line(String text);

    /** Something the user should look at and that stops nothing. */
    void warning(String text);

    /** What is going on now; shown on a terminal until the next call, left out of plain logs. */
    default void progress(String text) {}

    /** The same log with every line marked, {@code "api | "} say. */
    default Log prefixed(String prefix) {
        Log outer = this;
        return new Log() {
            @Override
            public void line(String text) {
                outer.line(prefix + text);
            }

            @Override
            public void warning(String text) {
                outer.warning(prefix + text);
            }

            @Override
            public void progress(String text) {
                outer.progress(text);
            }
        };
    }
}
