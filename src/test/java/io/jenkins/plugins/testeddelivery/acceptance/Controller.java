package io.jenkins.plugins.testeddelivery.acceptance;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Speaks with the controller over REST, as one person. */
final class Controller {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(PATIENCE)
            .build();
    private final String authorization;
    private String crumbField = "";
    private String crumb = "";

    private Controller(String user, String token) {
        this.authorization = user.isEmpty()
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    static Controller asAdministrator() {
        return new Controller(Settings.user(), Settings.token());
    }

    static Controller as(String user, String password) {
        return new Controller(user, password);
    }

    static Controller asNobody() {
        return new Controller("", "");
    }

    /** What the controller answered. */
    record Answer(int status, String body, String location) {
        Answer {
            body = body == null ? "" : body;
        }

        Map<String, Object> json() {
            try {
                return Json.readObject(body);
            } catch (IOException e) {
                throw new AssertionError(status + " " + body, e);
            }
        }

        Answer well() {
            if (status >= 400) {
                throw new AssertionError(status + ": " + body);
            }
            return this;
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Map<String, String> form) {
        return post(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(encoded(form)));
    }

    Answer post(String path, String type, BodyPublisher body) {
        return send(crumbed(request(path)).header("Content-Type", type).POST(body));
    }

    /** Runs a Groovy script on the controller, which only administrators may. */
    String script(String groovy) {
        return post("scriptText", Map.of("script", groovy)).well().body().strip();
    }

    private HttpRequest.Builder crumbed(HttpRequest.Builder request) {
        if (crumbField.isEmpty() && !authorization.isEmpty()) {
            Answer answer = get("crumbIssuer/api/json");
            // without an issuer none is needed
            if (answer.status() == 200) {
                crumbField = Json.text(answer.json(), "crumbRequestField");
                crumb = Json.text(answer.json(), "crumb");
            }
        }
        return crumbField.isEmpty() ? request : request.header(crumbField, crumb);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(Settings.url() + path)).timeout(PATIENCE);
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
