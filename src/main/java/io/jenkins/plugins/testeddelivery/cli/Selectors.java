package io.jenkins.plugins.testeddelivery.cli;

/**
 * Tells Java which selectors this machine has. Else it looks whether its class path offers others, when the engine's socket
 * is first asked, and for that opens the archive with its thousands of entries, which takes 15 ms.
 */
final class Selectors {
    static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

    /** What Java on Linux finds by itself. */
    private static final String LINUX = "sun.nio.ch.EPollSelectorProvider";

    private Selectors() {}

    /** Does nothing where somebody chose, and where Java has no such class. */
    static void prepare() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        try {
            Class.forName(LINUX, false, null).getConstructor();
        } catch (ReflectiveOperationException e) {
            // another system, or another Java: it finds its own
            return;
        }
        System.setProperty(PROPERTY, LINUX);
    }
}
