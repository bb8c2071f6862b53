package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Who somebody is to a registry. Travels to where the engine is and is written nowhere; says nothing of itself.
 *
 * @param user empty: nobody
 * @param identity whether the secret is an identity token, which the registry's own service changes for another
 */
public record Login(String user, String secret, boolean identity) implements Serializable {
    public static final Login NOBODY = new Login("", "", false);

    /** What credential helpers call the user whose secret is an identity token. */
    private static final String TOKEN_USER = "<token>";

    /** A user with a password, or what a credential helper says. */
    public static Login of(String user, String secret) {
        return new Login(user, secret, user.equals(TOKEN_USER));
    }

    public boolean known() {
        return !secret.isEmpty();
    }

    /** For the header {@code Authorization}. */
    String basic() {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** For the engine's header {@code X-Registry-Auth}, which it wants with every transfer. */
    String forEngine(String registry) {
        String json = Json.line(
                !known()
                        ? Map.of()
                        : identity
                                ? Map.of("identitytoken", secret, "serveraddress", registry)
                                : Map.of("username", user, "password", secret, "serveraddress", registry));
        return Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return known() ? "a login" : "no login";
    }
}
