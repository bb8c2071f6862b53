package io.jenkins.plugins.testeddelivery.port;

/**
 * An outcome that a person must act on: one sentence with what failed, where, and what to do next. Never a bug; bugs
 * are other exceptions and keep their stack trace.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a failure means for the caller; the numbers are the command's exit codes (DESIGN, "The command"). */
    public enum Kind {
        FAILED(1),
        USAGE(2),
        UNREACHABLE(3),
        ROLLED_BACK(4),
        INTERRUPTED(130);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    public Failure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Failure(Kind kind, String message) {
        this(kind, message, null);
    }

    /** A build, test, check or deployment failed. */
    public static Failure failed(String message) {
        return new Failure(Kind.FAILED, message);
    }

    /** Wrong usage or configuration. */
    public static Failure usage(String message) {
        return new Failure(Kind.USAGE, message);
    }

    /** A needed service (container engine, registry) cannot be reached. */
    public static Failure unreachable(String message) {
        return new Failure(Kind.UNREACHABLE, message);
    }

    public Kind kind() {
        return kind;
    }
}
