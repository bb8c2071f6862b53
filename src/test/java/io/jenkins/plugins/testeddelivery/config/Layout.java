package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A repository as a text says it, {@code --- path} before each file, and what is to be found in it. */
public record Layout(String name, FilesInMemory files, List<String> components, List<String> warnings) {
    /** All of {@code src/test/resources/layouts}. */
    public static List<Layout> all() throws IOException, URISyntaxException {
        Path folder = Path.of(Layout.class.getResource("/layouts").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<Layout> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                all.add(read(file.getFileName().toString().replace(".txt", ""), Files.readString(file)));
            }
            return all;
        }
    }

    /** The same, without what is to be found. */
    static FilesInMemory of(String text) {
        return read("", text).files;
    }

    private static Layout read(String name, String text) {
        Layout layout = new Layout(name, new FilesInMemory(), new ArrayList<>(), new ArrayList<>());
        String path = "";
        List<String> expected = null;
        StringBuilder content = new StringBuilder();
        for (String line : text.split("\n")) {
            boolean section = line.startsWith("=== ");
            if (section || line.startsWith("--- ")) {
                layout.add(path, content);
                path = section ? "" : line.substring(4);
                expected = !section ? null : line.equals("=== components") ? layout.components : layout.warnings;
            } else if (expected != null) {
                expected.add(line);
            } else {
                content.append(line).append('\n');
            }
        }
        layout.add(path, content);
        return layout;
    }

    /** Writes its files into a repository. */
    public void write(GitRepo repo) throws IOException {
        for (String path : files.paths()) {
            repo.write(path, new String(files.read(path).orElseThrow(), StandardCharsets.UTF_8));
        }
    }

    private void add(String path, StringBuilder content) {
        if (!path.isEmpty()) {
            files.with(path, content.toString());
        }
        content.setLength(0);
    }

    /** {@code name kind path [aliases] -> dependency kind source … < input …}, one line each. */
    static List<String> shown(Project project) {
        return project.components().stream().map(Layout::shown).toList();
    }

    private static String shown(Component component) {
        String links = component.facts().links().stream()
                .map(link -> " -> " + link.name() + " " + link.kind() + " " + link.source())
                .collect(Collectors.joining());
        String inputs = component.inputs().isEmpty() ? "" : " < " + String.join(" ", component.inputs());
        List<String> aliases = component.aliases().stream()
                .filter(alias -> !component.services().contains(alias))
                .toList();
        return component.name() + " " + component.kind().word() + " "
                + (component.path().isEmpty() ? "." : component.path()) + " " + aliases + links + inputs;
    }

    @Override
    public String toString() {
        return name;
    }
}
