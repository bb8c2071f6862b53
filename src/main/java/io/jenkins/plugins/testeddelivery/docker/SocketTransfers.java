package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Calls;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Service;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Transfers by the engine's API. */
record SocketTransfers(Ports ports, Address address, Duration idle) implements Transfers {
    @Override
    public String push(RemoteName name, Login login) throws IOException, InterruptedException {
        String path = "/images/" + Reference.safe(name.repository()) + "/push?tag=" + escaped(name.tag()) + trust(name);
        return transfer(path, name, "push " + name, login);
    }

    @Override
    public void pull(RemoteName name, String digest, Login login) throws IOException, InterruptedException {
        String path = "/images/create?fromImage=" + escaped(name.at(digest)) + trust(name);
        transfer(path, name, "pull " + name.at(digest), login);
    }

    @Override
    public boolean clear(String registry) throws IOException, InterruptedException {
        SocketRequest request = SocketRequest.get(address, "/info", Service.ENGINE.read());
        Calls calls = ports.calls();
        SocketRequest.Answer answer =
                calls.read(Service.ENGINE, address.shown(), () -> ports.workspace().act(request));
        return answer.succeeded() && ClearRegistry.in(Json.readObject(answer.body()), registry);
    }

    private String transfer(String path, RemoteName name, String what, Login login)
            throws IOException, InterruptedException {
        return ports.workspace()
                .act(new SocketTransfer(address, path, login.forEngine(name.registry()), name, what, idle));
    }

    /** On its own machine Docker does without TLS; Podman must be told so, and Docker does not listen. */
    private static String trust(RemoteName name) {
        return ClearRegistry.loopback(name.registry()) ? "&tlsVerify=false" : "";
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
