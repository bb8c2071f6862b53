package io.jenkins.plugins.testeddelivery.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Git repository that controller and agent can clone over HTTP (Git's dumb protocol: plain files). */
final class ServedRepository implements AutoCloseable {
    private static final String PREFIX = "/shop.git/";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final GitRepo repo;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private ServedRepository(GitRepo repo, HttpServer server) {
        this.repo = repo;
        this.server = server;
    }

    static ServedRepository in(Path folder) throws IOException {
        String reach = Settings.reach();
        InetAddress address = InetAddress.getByName(reach);
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        ServedRepository served = new ServedRepository(GitRepo.init(folder), server);
        server.createContext(PREFIX, served::answer);
        server.setExecutor(served.threads);
        server.start();
        return served;
    }

    GitRepo repo() {
        return repo;
    }

    String url() {
        return "http://" + Settings.reach() + ":" + server.getAddress().getPort() + PREFIX;
    }

    /** Commits all and lets others have it. */
    String push(String message) {
        String commit = repo.commit(message);
        repo.git("update-server-info");
        return commit;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path git = repo.path(".git").toAbsolutePath().normalize();
            Path file = git.resolve(exchange.getRequestURI().getPath().substring(PREFIX.length()))
                    .normalize();
            if (!file.startsWith(git) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(OK, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
