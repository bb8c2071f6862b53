package io.jenkins.plugins.testeddelivery.docker;

import java.io.IOException;

/** Moves images between an engine and registries; the engine sends and fetches only the layers that are missing. */
interface Transfers {
    /**
     * Sends what the engine has under this name.
     *
     * @return digest of what the registry holds now: a manifest's, or an index'; empty: the engine (Podman) does not say
     */
    String push(RemoteName name, Login login) throws IOException, InterruptedException;

    /** Fetches by digest. The engine refuses what has another. */
    void pull(RemoteName name, String digest, Login login) throws IOException, InterruptedException;

    /** Whether the engine would speak with this registry without TLS. */
    boolean clear(String registry) throws IOException, InterruptedException;
}
