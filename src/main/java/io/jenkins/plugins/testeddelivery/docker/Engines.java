package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;

/** Finds the way to the container engine. */
public final class Engines {
    private Engines() {}

    /**
     * The engine that {@code docker} would speak to in the workspace: through its socket where there is one, else through
     * the executable. {@code DELIVERY_ENGINE=socket} or {@code =executable} in the environment forces one of them.
     *
     * @throws Failure UNREACHABLE if none answers: where it was looked for, and what to do
     */
    public static Engine connect(Ports ports) throws IOException, InterruptedException {
        FindRoute.Route route = ports.workspace().act(new FindRoute());
        Failure socketFailure = null;
        if (route.socket()) {
            try {
                return answering(new SocketEngine(ports, route.address()));
            } catch (Failure e) {
                if (!route.executable()) {
                    throw e;
                }
                // in a container step the executable reaches an engine that this socket does not lead to
                socketFailure = e;
            }
        }
        try {
            return answering(new ExecutableEngine(ports));
        } catch (Failure e) {
            throw socketFailure == null ? e : socketFailure;
        }
    }

    /** The engine that was found before by these ports, without asking whether it still answers; else as {@link #connect}. */
    public static Engine known(Ports ports) throws IOException, InterruptedException {
        return ports.calls().found(Engine.class, () -> connect(ports));
    }

    /** What the engine that {@link #connect} finds holds and has room for. */
    public static Storehouse storehouse(Ports ports) throws IOException, InterruptedException {
        FindRoute.Route route = ports.workspace().act(new FindRoute());
        return known(ports) instanceof SocketEngine
                ? new SocketStorehouse(ports, route.address())
                : new ExecutableStorehouse(ports, route.socket() && route.address().host().startsWith("unix://"));
    }

    /** Whether there is a socket file to ask: where none is, to find out that nobody answers takes a while. */
    public static boolean near(Ports ports) throws IOException, InterruptedException {
        return ports.workspace().act(new SocketThere());
    }

    private static Engine answering(Engine engine) throws IOException, InterruptedException {
        engine.reach();
        return engine;
    }
}
