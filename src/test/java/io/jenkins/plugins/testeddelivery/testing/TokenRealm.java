package io.jenkins.plugins.testeddelivery.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Gives out what a registry with token authentication asks for, on loopback: to who logs in or brings the identity token, a
 * JSON web token signed with the key whose certificate the registry trusts (distribution's token specification).
 */
public final class TokenRealm implements AutoCloseable {
    public static final String SERVICE = "test-registry";
    public static final String ISSUER = "test-issuer";
    public static final String IDENTITY = "identity-of-ada";

    private static final int SECONDS = 300;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final PrivateKey key;
    private final String certificate;
    private final List<String> scopes = new CopyOnWriteArrayList<>();

    /** @param folder with {@code key.pem} and {@code ca.crt} */
    TokenRealm(Path folder) throws IOException {
        try {
            byte[] der = pem(folder.resolve("key.pem"));
            key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        certificate = Base64.getEncoder().encodeToString(pem(folder.resolve("ca.crt")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    private static byte[] pem(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** What tokens were asked for. */
    public List<String> scopes() {
        return scopes;
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean posted = exchange.getRequestMethod().equals("POST");
        String query = posted
                ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                : exchange.getRequestURI().getRawQuery();
        List<String> asked = new ArrayList<>();
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : String.valueOf(query).split("&")) {
            String[] both = pair.split("=", 2);
            String value = both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8);
            parameters.put(both[0], value);
            if (both[0].equals("scope") && !value.isEmpty()) {
                asked.addAll(List.of(value.split(" ")));
            }
        }
        String basic = "Basic " + Base64.getEncoder()
                .encodeToString((TestRegistry.USER + ":" + TestRegistry.PASSWORD).getBytes(StandardCharsets.UTF_8));
        boolean known = posted
                ? "refresh_token".equals(parameters.get("grant_type")) && IDENTITY.equals(parameters.get("refresh_token"))
                : basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        scopes.addAll(asked);
        byte[] body = known
                ? Json.line(Map.of(posted ? "access_token" : "token", token(asked))).getBytes(StandardCharsets.UTF_8)
                : "{}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known && SERVICE.equals(parameters.get("service")) ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token(List<String> asked) throws IOException {
        List<Map<String, Object>> access = new ArrayList<>();
        for (String scope : asked) {
            String[] parts = scope.split(":");
            access.add(Map.of("type", parts[0], "name", parts[1], "actions", List.of(parts[2].split(","))));
        }
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", TestRegistry.USER);
        claims.put("aud", SERVICE);
        claims.put("exp", now + SECONDS);
        claims.put("nbf", now - SECONDS);
        claims.put("iat", now);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("access", access);
        String signed = encoded(Map.of("typ", "JWT", "alg", "RS256", "x5c", List.of(certificate))) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String encoded(Map<String, Object> json) {
        return URL.encodeToString(Json.line(json).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
