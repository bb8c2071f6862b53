package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * Asks a registry's API something small, beside the files: over TLS, or in the clear where the engine would as well; with
 * the login if it asks for one. Redirects are not followed, so that no login goes where it was not meant for.
 *
 * @param host and port
 * @param clear whether an answer without TLS is good enough
 * @param accept media types
 */
record AskRegistry(
        String host, boolean clear, String method, String path, String accept, Login login, Duration deadline)
        implements Workspace.Work<AskRegistry.Answer> {
    private static final int LARGEST = 4 << 20;
    private static final int TOO_MANY = 429;

    /** A status and what came with it. */
    record Answer(int status, byte[] body, String challenge) implements Serializable {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    @Override
    public Answer in(Workspace.Place place) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(RegistryTrust.of(place.environment(), host))
                .connectTimeout(deadline)
                .build();
        try {
            return asked(client, "https://" + host);
        } catch (SSLException e) {
            boolean speaksNoTls = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("unrecognized ssl message");
            if (!speaksNoTls || !clear) {
                throw Failure.failed("The registry " + host + " is not trusted (" + Reference.printable(
                                String.valueOf(e.getMessage())) + "). "
                        + (speaksNoTls
                                ? "It speaks no TLS: give it TLS, or make it an insecure registry of the engine."
                                : "Put the certificate of its authority into /etc/docker/certs.d/" + host + "/ca.crt."));
            }
        }
        return asked(client, "http://" + host);
    }

    private Answer asked(HttpClient client, String base) throws IOException, InterruptedException {
        Answer answer = send(client, request(base + path).header("Accept", accept));
        if (answer.status() == 401 && !answer.challenge().isEmpty()) {
            String authorization = authorization(client, base, answer.challenge());
            if (!authorization.isEmpty()) {
                answer = send(client, request(base + path).header("Accept", accept).header("Authorization", authorization));
            }
        }
        if (answer.status() == 401 || answer.status() == 403) {
            throw Failure.failed("The registry " + host + " refused " + (login.known() ? "the login" : "a call without login")
                    + " (HTTP " + answer.status() + "). Log in with: docker login " + host);
        }
        return answer;
    }

    /** What the challenge asks for: the login itself, or a token for it. */
    private String authorization(HttpClient client, String base, String challenge) throws IOException, InterruptedException {
        if (challenge.regionMatches(true, 0, "Basic", 0, 5)) {
            return login.known() ? login.basic() : "";
        }
        Map<String, String> parameters = Challenge.parameters(challenge);
        String realm = parameters.getOrDefault("realm", "");
        if (!realm.startsWith("https://") && !(base.startsWith("http://") && realm.startsWith("http://"))) {
            throw Failure.failed("The registry " + host + " asks for a token from '" + Reference.printable(realm)
                    + "', which is no safe address. Nothing was sent there.");
        }
        String query = "service=" + escaped(parameters.getOrDefault("service", ""))
                + "&scope=" + escaped(parameters.getOrDefault("scope", ""));
        HttpRequest.Builder request;
        if (login.identity()) {
            request = request(realm)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(query + "&grant_type=refresh_token&client_id=delivery"
                            + "&refresh_token=" + escaped(login.secret())));
        } else {
            request = request(realm + (realm.contains("?") ? "&" : "?") + query).GET();
            if (login.known()) {
                request.header("Authorization", login.basic());
            }
        }
        Answer answer = send(client, request);
        if (!answer.succeeded()) {
            return "";
        }
        Map<String, Object> json = Json.readObject(answer.body());
        String token = Json.text(json, "token");
        return "Bearer " + (token.isEmpty() ? Json.text(json, "access_token") : token);
    }

    private HttpRequest.Builder request(String uri) {
        try {
            return HttpRequest.newBuilder(URI.create(uri)).method(method, HttpRequest.BodyPublishers.noBody());
        } catch (IllegalArgumentException e) {
            throw Failure.usage("'" + Reference.printable(uri) + "' is no address of a registry.");
        }
    }

    /** The deadline holds for the answer's body too, which may come a byte at a time. */
    private Answer send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        AtomicReference<InputStream> body = new AtomicReference<>();
        CompletableFuture<Answer> answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> {
                    body.set(response.body());
                    return read(response);
                });
        try {
            Answer read = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (read.status() >= 500 || read.status() == TOO_MANY) {
                throw unreachable("HTTP " + read.status(), new IOException("HTTP " + read.status()));
            }
            return read;
        } catch (TimeoutException e) {
            throw Failure.unreachable("The registry " + host + " did not answer within " + deadline.toMillis() / 1000.0
                    + " s. Is it overloaded or stuck?");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SSLException tls && !String.valueOf(tls.getMessage()).contains("terminated")) {
                throw tls;
            }
            if (cause instanceof Failure failure) {
                throw failure;
            }
            IOException broken = cause instanceof IOException io ? io : new IOException(cause);
            throw unreachable(words(broken), broken);
        } finally {
            answer.cancel(true);
            if (body.get() != null) {
                body.get().close();
            }
        }
    }

    private Answer read(HttpResponse<InputStream> response) {
        try {
            byte[] bytes = response.body().readNBytes(LARGEST);
            if (bytes.length == LARGEST) {
                throw Failure.failed("The registry " + host + " answered more than " + LARGEST + " bytes; refused.");
            }
            return new Answer(
                    response.statusCode(), bytes, response.headers().firstValue("WWW-Authenticate").orElse(""));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private Failure unreachable(String why, IOException cause) {
        return new Failure(
                Failure.Kind.UNREACHABLE,
                "The registry " + host + " cannot be reached (" + Reference.printable(why)
                        + "): check that it is running and that its name is right.",
                cause);
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + host + path;
    }
}
