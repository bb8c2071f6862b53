package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Calls;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings images into registries and back, by digest alone. The engine does the transfer: it has the layers, it knows which
 * are missing, and it was told whom to trust. What a registry holds afterwards is read back past the engine, and what
 * came from one is looked at before it gets a name.
 */
public final class Registry {
    private final Ports ports;
    private final Engine engine;
    private final Transfers transfers;
    private final Login given;
    private final Duration deadline;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    private Registry(Ports ports, Engine engine, Transfers transfers, Login given, Duration deadline) {
        this.ports = ports;
        this.engine = engine;
        this.transfers = transfers;
        this.given = given;
        this.deadline = deadline;
    }

    /**
     * By way of the engine that {@link Engines#connect} finds.
     *
     * @param given what to log in with; {@link Login#NOBODY}: what docker is logged in with there
     */
    public static Registry of(Ports ports, Login given) throws IOException, InterruptedException {
        return of(ports, given, Service.REGISTRY.read(), Service.REGISTRY.change());
    }

    static Registry of(Ports ports, Login given, Duration deadline, Duration idle) throws IOException, InterruptedException {
        Engine engine = Engines.connect(ports);
        boolean socket = engine instanceof SocketEngine;
        if (!socket && given.known()) {
            throw Failure.usage("The engine is reached through the docker executable alone, which takes no login from here;"
                    + " run docker login there, and give none.");
        }
        Transfers transfers = socket
                ? new SocketTransfers(ports, ports.workspace().act(new FindRoute()).address(), idle)
                : new ExecutableTransfers(ports, SocketSave.DEADLINE);
        return new Registry(ports, engine, transfers, given, deadline);
    }

    /**
     * Pushes an image of the engine and reads back what the registry holds then.
     *
     * @param target repository and tag
     * @throws Failure UNREACHABLE if the registry cannot be reached, FAILED if it refuses or holds something else
     */
    public Pushed push(Engine.Image image, RemoteName target) throws IOException, InterruptedException {
        requireAnswer(target);
        Optional<Engine.Image> before = engine.image(target.toString());
        engine.tag(image.id(), target.repository(), target.tag());
        try {
            ports.log().progress("pushing " + target);
            // sent twice it is the same: content is found by what it is
            String digest = called(target, () -> transfers.push(target, login(target)));
            return readBack(target, digest, image.digest());
        } finally {
            if (before.isEmpty()) {
                engine.untag(target.toString());
            } else if (!before.get().id().equals(image.id())) {
                engine.tag(before.get().id(), target.repository(), target.tag());
            }
        }
    }

    /**
     * Fetches an image and gives it its name once it is known to be the one that was meant.
     *
     * @param name the tag it gets in the engine
     * @param config digest of its config, which holds the digests of its layers
     * @throws Failure as for a push; the engine's names are as they were then
     */
    public Engine.Image pull(Pushed from, String name, String config) throws IOException, InterruptedException {
        RemoteName remote = RemoteName.parse(from.reference());
        requireAnswer(remote);
        ports.log().progress("pulling " + from.fetched());
        String digest = from.index().isEmpty() ? from.manifest() : from.index();
        called(remote, () -> {
            transfers.pull(remote, digest, login(remote));
            return "";
        });
        Engine.Image image = engine.image(from.fetched())
                .orElseThrow(() -> Failure.failed("The container engine pulled " + from.fetched()
                        + ", and it is not there afterwards. Look at the engine's log."));
        if (!image.digest().equals(config)) {
            if (image.tags().isEmpty()) {
                engine.removeImage(image.id());
            }
            throw Failure.failed("The registry " + remote.registry() + " gave the image " + image.digest() + " for "
                    + from.fetched() + " and not " + config + ", which was tested. Nothing of it is used.");
        }
        Reference reference = Reference.parse(name);
        engine.tag(image.id(), reference.repository(), reference.tag());
        return image;
    }

    /** What the registry holds under the digests that a release names, read anew. Changes nothing. */
    public Pushed look(Pushed pushed, String config) throws IOException, InterruptedException {
        RemoteName name = RemoteName.parse(pushed.reference());
        return readBack(name, pushed.index().isEmpty() ? pushed.manifest() : pushed.index(), config);
    }

    private Pushed readBack(RemoteName name, String digest, String config) throws IOException, InterruptedException {
        Login login = login(name);
        boolean clear = transfers.clear(name.registry());
        ReadBack registry = new ReadBack(name, (method, path, accept) -> ask(name, clear, method, path, accept, login));
        return registry.image(digest.isEmpty() ? registry.tagged() : digest, config);
    }

    /** An engine waits for a registry that hangs for minutes, and tries again for as long: so it is asked before. */
    private void requireAnswer(RemoteName name) throws IOException, InterruptedException {
        Login login = login(name);
        boolean clear = transfers.clear(name.registry());
        try {
            ask(name, clear, "GET", "/v2/", "*/*", login);
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.UNREACHABLE) {
                throw e;
            }
            // whom to trust and with what login is the engine's to know; its refusal will say so
        }
    }

    private AskRegistry.Answer ask(RemoteName name, boolean clear, String method, String path, String accept, Login login)
            throws IOException, InterruptedException {
        AskRegistry question = new AskRegistry(name.host(), clear, method, path, accept, login, deadline);
        return called(name, () -> ports.workspace().act(question));
    }

    private <T> T called(RemoteName name, Calls.Call<T> call)
            throws IOException, InterruptedException {
        return ports.calls().read(Service.REGISTRY, name.registry(), call);
    }

    private Login login(RemoteName name) throws IOException, InterruptedException {
        if (given.known()) {
            return given;
        }
        Login found = logins.get(name.registry());
        if (found == null) {
            found = new FindLogin(ports).at(name.registry());
            logins.put(name.registry(), found);
        }
        return found;
    }
}
