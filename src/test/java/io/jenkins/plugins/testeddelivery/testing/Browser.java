package io.jenkins.plugins.testeddelivery.testing;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Chromium without a window, showing one page; keys are pressed as a person's arrive. */
public final class Browser implements AutoCloseable {
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, " ", 32);

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private int sent;

    /** Whether there is one on this machine. */
    public static boolean isThere() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable);
    }

    /** @param folder for what it writes */
    public Browser(Path folder) throws Exception {
        Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        process = new ProcessBuilder(program.toString(), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--remote-debugging-address=127.0.0.1", "--remote-debugging-port=0", "--window-size=1280,900",
                "--user-data-dir=" + folder, "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = folder.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(port) || Files.readString(port).isBlank()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " does not start");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        HttpClient http = HttpClient.newHttpClient();
        String root = "http://127.0.0.1:" + Files.readAllLines(port).get(0);
        String made = http.send(
                HttpRequest.newBuilder(URI.create(root + "/json/new?about:blank")).PUT(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(Json.text(Json.readObject(made), "webSocketDebuggerUrl")), new Listener())
                .get(30, TimeUnit.SECONDS);
        call("Page.enable", Map.of());
        call("Log.enable", Map.of());
        call("Runtime.enable", Map.of());
    }

    /** Opens a file; gives nothing back before it is shown. */
    public void open(Path file, boolean dark) throws Exception {
        call("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        call("Page.navigate", Map.of("url", file.toUri().toString()));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!"complete".equals(ask("location.protocol === 'file:' ? document.readyState : ''"))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(file + " is not shown");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        call("Page.bringToFront", Map.of());
    }

    /** Presses and lets go. */
    public void press(String key) throws Exception {
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
        for (String type : List.of("keyDown", "keyUp")) {
            Map<String, Object> event = new LinkedHashMap<>(Map.of("type", type, "key", key,
                    "code", key.equals(" ") ? "Space" : key, "windowsVirtualKeyCode", KEYS.get(key)));
            if (type.equals("keyDown") && !text.isEmpty()) {
                event.put("text", text);
            }
            call("Input.dispatchKeyEvent", event);
        }
    }

    /** What an expression is, as text. */
    public String ask(String expression) throws Exception {
        Map<String, Object> answer =
                call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")", "returnByValue", true));
        return Json.text(Json.map(answer, "result"), "value");
    }

    /** What the page's console says is wrong. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private Map<String, Object> call(String method, Map<String, Object> parameters) throws Exception {
        int id = ++sent;
        socket.sendText(Json.line(Map.of("id", id, "method", method, "params", parameters)), true).get(30, TimeUnit.SECONDS);
        while (true) {
            String text = received.poll(30, TimeUnit.SECONDS);
            if (text == null) {
                throw new IllegalStateException("no answer to " + method);
            }
            Map<String, Object> message = Json.readObject(text);
            String event = Json.text(message, "method");
            if (event.equals("Log.entryAdded") || event.equals("Runtime.exceptionThrown")) {
                complaints.add(text);
            }
            if (message.get("id") instanceof Number answered && answered.intValue() == id) {
                if (message.containsKey("error")) {
                    throw new IllegalStateException(method + ": " + text);
                }
                return Json.map(message, "result");
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            // asked to end it clears away what it wrote
            socket.sendText(Json.line(Map.of("id", ++sent, "method", "Browser.close")), true);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            }
            socket.abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
