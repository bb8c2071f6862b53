package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds what docker is logged in with at a registry: in its configuration file, or by the program that it names there. */
final class FindLogin {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String HUB_KEY = "https://index.docker.io/v1/";

    /** A registry's name is all that goes in, by standard input as these programs want it; its answer is kept from logs. */
    private static final String ASK = "printf %s \"$1\" | \"docker-credential-$2\" get";

    private final Ports ports;

    FindLogin(Ports ports) {
        this.ports = ports;
    }

    /** The login, or {@link Login#NOBODY}. */
    Login at(String registry) throws IOException, InterruptedException {
        Configured configured = ports.workspace().act(new Configured.Find(registry));
        return configured.program().isEmpty() ? configured.login() : ask(configured.program(), key(registry));
    }

    private Login ask(String program, String key) throws IOException, InterruptedException {
        if (!PROGRAM.matcher(program).matches()) {
            throw Failure.usage("docker's configuration names the credential helper '" + Reference.printable(program)
                    + "', which is no program's name; correct it.");
        }
        Commands.Captured answer = ports.commands()
                .capture(Commands.Command.of(List.of("sh", "-c", ASK, "sh", key, program)).within(DEADLINE));
        String said = answer.out() + answer.err();
        if (!answer.succeeded()) {
            if (said.contains("credentials not found")) {
                return Login.NOBODY;
            }
            // what it says may be anything, and is not repeated
            throw Failure.failed("The program docker-credential-" + program + ", which keeps docker's logins, did not give"
                    + " the one for " + key + " (" + answer.outcome().words() + "). Run it by hand, or: docker login.");
        }
        Map<String, Object> json;
        try {
            json = Json.readObject(answer.out());
        } catch (IOException e) {
            throw Failure.failed("The program docker-credential-" + program + " gave no JSON for " + key + "; run it by hand.");
        }
        return Login.of(Json.text(json, "Username"), Json.text(json, "Secret"));
    }

    /** What the configuration calls the registry. */
    private static String key(String registry) {
        return registry.equals("docker.io") ? HUB_KEY : registry;
    }

    /**
     * What the configuration says of a registry.
     *
     * @param program the credential helper; empty: none
     */
    record Configured(String program, Login login) implements Serializable {
        /** Looks for it beside the files. */
        record Find(String registry) implements Workspace.Work<Configured> {
            @Override
            public Configured in(Workspace.Place place) throws IOException {
                Path file = FindRoute.configFolder(place.environment()).resolve("config.json");
                if (!Files.isReadable(file)) {
                    return new Configured("", Login.NOBODY);
                }
                Map<String, Object> config = Json.readObject(Files.readAllBytes(file));
                String helper = Json.text(Json.map(config, "credHelpers"), key(registry));
                if (helper.isEmpty()) {
                    helper = Json.text(config, "credsStore");
                }
                return new Configured(helper, helper.isEmpty() ? login(Json.map(config, "auths")) : Login.NOBODY);
            }

            private Login login(Map<String, Object> auths) {
                for (String name : auths.keySet()) {
                    Map<String, Object> entry = Json.map(auths, name);
                    if (FindLogins.registry(name).equals(registry)) {
                        String token = Json.text(entry, "identitytoken");
                        String both = decoded(Json.text(entry, "auth"));
                        int colon = both.indexOf(':');
                        return !token.isEmpty()
                                ? new Login("", token, true)
                                : colon > 0
                                        ? Login.of(both.substring(0, colon), both.substring(colon + 1))
                                        : Login.NOBODY;
                    }
                }
                return Login.NOBODY;
            }

            private static String decoded(String auth) {
                try {
                    return new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    throw Failure.usage("docker's configuration file holds a login that cannot be read;"
                            + " run docker login again.");
                }
            }
        }
    }
}
