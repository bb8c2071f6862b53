package io.jenkins.plugins.testeddelivery.jenkins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Git repository with a small shop in it, for jobs to check out. */
final class GitOrigin {
    private static final String CONFIGURATION =
            """
            version: 1
            components:
              api: { path: api, archive: { run: "mkdir -p dist && cp app.sh dist/", outputs: ["dist/**"] } }
              site: { path: site, archive: { run: "mkdir -p dist && cp index.html dist/", outputs: ["dist/**"] } }
            environments:
              staging: { directory: ../staging-@NAME@, health: [ { command: ["true"], within: 2s, stable: 100ms } ] }
            """;

    private final Path folder;

    private GitOrigin(Path folder) {
        this.folder = folder;
    }

    /** One commit, on {@code main}. */
    static GitOrigin shop(Path folder, String jenkinsfile) throws IOException {
        GitOrigin origin = new GitOrigin(Files.createDirectories(folder));
        origin.git("init", "-q", "-b", "main");
        // whoever clones a part of it asks for single objects
        origin.git("config", "uploadpack.allowFilter", "true");
        origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
        origin.write("delivery.yaml", CONFIGURATION.replace("@NAME@", folder.getFileName().toString()))
                .write(".gitignore", "dist/\n/reports/\n")
                .write("Jenkinsfile", jenkinsfile)
                .write("api/app.sh", "echo 1\n")
                .write("site/index.html", "<h1>shop</h1>\n")
                .commit("open");
        return origin;
    }

    static GitOrigin at(Path folder) {
        return new GitOrigin(folder);
    }

    String url() {
        return folder.toUri().toString();
    }

    GitOrigin write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    String commit(String message) throws IOException {
        git("add", "-A");
        git("commit", "-q", "-m", message);
        return head();
    }

    /** Changes one of the shop's files. */
    String change(String component) throws IOException {
        String file = component.equals("api") ? "api/app.sh" : "site/index.html";
        write(file, Files.readString(folder.resolve(file)) + "more\n");
        return commit("change " + component);
    }

    String head() throws IOException {
        return git("rev-parse", "HEAD");
    }

    String git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }
}
