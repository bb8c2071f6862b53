package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Development.Prepare;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a component's {@code dev:} key: how it runs while it is being worked on. */
record DevelopmentReader(Values values) {
    /** Compose splits a mount at colons, and takes dollar signs for variables. */
    private static final Pattern TARGET = Pattern.compile("/[^:$\\p{Cntrl}]+");
    private static final Pattern REQUIRED =
            Pattern.compile("tcp:([A-Za-z0-9.-]+:|\\[[0-9A-Fa-f:]+\\]:)?[0-9]{1,5}|[A-Za-z0-9_+][A-Za-z0-9._+-]*");
    private static final int LAST_PORT = 65535;

    /** @param path the component's folder, which paths are relative to */
    Development read(Section component, String path) {
        return component.section("dev", Keys.DEV).map(dev -> of(dev, path)).orElse(Development.NONE);
    }

    private Development of(Section dev, String path) {
        return new Development(
                dev.command("run"),
                dev.value("mount")
                        .map(node -> mounts(dev.where("mount"), node, path))
                        .orElse(Map.of()),
                dev.value("requires")
                        .map(node -> values.list(
                                dev.where("requires"), node, "a list such as [ffmpeg, \"tcp:5432\"]", this::required))
                        .orElse(List.of()),
                dev.section("prepare", Keys.PREPARE)
                        .map(prepare -> prepare(prepare, path))
                        .orElse(Prepare.NONE));
    }

    private Map<String, String> mounts(String where, Node node, String path) {
        Map<String, String> mounts = new LinkedHashMap<>();
        Section section = Section.free(values, where, node);
        for (String source : section.keys()) {
            Optional<String> from = inside(section.keyNode(source), where + "." + source, source, path);
            Optional<String> target = section.text(source);
            boolean absolute = target.map(text -> TARGET.matcher(text).matches()
                            && !List.of(text.split("/")).contains("..") && !text.matches("/+"))
                    .orElse(false);
            if (target.isPresent() && !absolute) {
                values.problem(
                        section.value(source).orElseThrow(),
                        section.where(source) + " is " + Quoted.of(target.get())
                                + "; expected the absolute path in the container, such as /app/src");
            } else if (from.isPresent() && target.isPresent()) {
                mounts.put(from.get(), target.get().replaceAll("/+", "/").replaceFirst("/$", ""));
            }
        }
        return mounts;
    }

    private Optional<String> required(String where, Node node) {
        return values.text(where, node).filter(text -> {
            boolean known = REQUIRED.matcher(text).matches()
                    && (!text.startsWith("tcp:") || port(text.substring(text.lastIndexOf(':') + 1)));
            if (!known) {
                values.problem(node, values.said(where, node)
                        + "; expected a program's name, tcp:PORT or tcp:HOST:PORT");
            }
            return known;
        });
    }

    private static boolean port(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port <= LAST_PORT;
    }

    private Prepare prepare(Section prepare, String path) {
        if (prepare.lacks("run")) {
            prepare.problem("run", prepare.where() + " has no run; expected run: ./setup.sh, say");
        }
        String unless = prepare.value("unless")
                .flatMap(node -> values.text(prepare.where("unless"), node)
                        .flatMap(text -> inside(node, prepare.where("unless"), text, path)))
                .orElse("");
        return new Prepare(unless, prepare.command("run"));
    }

    private Optional<String> inside(Node node, String where, String text, String folder) {
        Optional<String> path = RepositoryPath.resolve(folder, text);
        if (path.isEmpty()) {
            values.problem(
                    node, where + " is " + Quoted.of(text) + " and leaves the repository; expected a path in it");
        }
        return path;
    }
}
