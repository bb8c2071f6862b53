package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.util.regex.Pattern;

/** Says what an engine's words about a push or a pull mean. */
final class TransferFailure {
    private static final Pattern REFUSED = Pattern.compile(
            "unauthorized|authentication required|no basic auth|access (to the resource )?(is )?denied|insufficient_scope"
                    + "|forbidden|status: 40[13]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNREACHABLE = Pattern.compile(
            "connection refused|no such host|timeout|timed out|deadline exceeded|\\bEOF\\b|connection reset|no route to host"
                    + "|network is unreachable|(status|code:?) (code )?5\\d\\d|HTTP status: 5\\d\\d|broken pipe|server misbehaving"
                    + "|toomanyrequests|service unavailable|internal server error|bad gateway",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LIE = Pattern.compile(
            "verification failed|does not match|digest mismatch|unexpected digest|filesystem layer verification",
            Pattern.CASE_INSENSITIVE);

    private TransferFailure() {}

    /** @param what the engine did not do: {@code push shop/api:v1} */
    static Failure of(RemoteName name, String what, String said) {
        String words = Reference.printable(said);
        String start = "The container engine did not " + what + " (" + words + "): ";
        if (LIE.matcher(said).find()) {
            return Failure.failed(start + "the registry " + name.registry()
                    + " gave something else than that digest stands for. Nothing of it is used.");
        }
        if (REFUSED.matcher(said).find()) {
            return Failure.failed(start + "the registry " + name.registry() + " refused the login. Log in with: docker login "
                    + name.registry());
        }
        if (UNREACHABLE.matcher(said).find()) {
            return new Failure(
                    Failure.Kind.UNREACHABLE,
                    start + "the registry " + name.registry()
                            + " cannot be reached; check that it is running and that its name is right.",
                    new IOException(words));
        }
        return Failure.failed(start + "look at the registry " + name.registry() + ".");
    }
}
