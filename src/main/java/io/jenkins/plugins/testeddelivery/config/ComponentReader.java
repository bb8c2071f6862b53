package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Component.Archive;
import io.jenkins.plugins.testeddelivery.config.Component.Image;
import io.jenkins.plugins.testeddelivery.config.Component.Library;
import io.jenkins.plugins.testeddelivery.config.Component.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the components that {@code delivery.yaml} defines. */
record ComponentReader(Values values) {
    static final String DEFAULT_DOCKERFILE = "Dockerfile";
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /**
     * A component and the names, not yet resolved, of those that go into it.
     *
     * @param silent whether nothing is said of what goes into it
     */
    record Stated(Component component, List<Reference> dependsOn, boolean silent) {}

    /** A name and where it stands. */
    record Reference(String name, Node node) {}

    List<Stated> read(Section root) {
        List<Stated> components = new ArrayList<>();
        Section all = root.value("components")
                .map(node -> Section.free(values, "components", node))
                .orElse(null);
        if (all == null) {
            return components;
        }
        for (String name : all.keys()) {
            if (Names.valid(name)) {
                components.add(component(all, name));
            } else {
                String hint = Names.of(name, "");
                all.problem(
                        name,
                        Quoted.of(name) + " cannot name a component; expected " + Names.SYNTAX
                                + (hint.isEmpty() ? "" : ", such as '" + hint + "'"));
            }
        }
        return components;
    }

    private Stated component(Section all, String name) {
        Section section = Section.of(values, all.where(name), all.value(name).orElseThrow(), Keys.COMPONENT);
        if (section.lacks("path")) {
            all.problem(
                    name, section.where() + " has no path; expected path: its folder ('.' is the repository's own)");
        }
        if (section.has("image") && section.has("archive")) {
            section.problem("archive", section.where() + " has image and archive; expected one of them only");
        }
        String path = section.value("path")
                .flatMap(node -> path(section.where("path"), node, "", false))
                .orElse("");
        Component component = new Component(
                name,
                path,
                List.of(),
                section.texts("aliases"),
                product(section, path),
                services(section),
                duration(section, "maxAge"),
                duration(section, "timeout"),
                new RuleReader(values).ofComponent(section, name),
                values.problems().origin(all.keyNode(name)),
                inputs(section, path),
                Component.Facts.NONE,
                new DevelopmentReader(values).read(section, path));
        return new Stated(component, references(section), !section.has("dependsOn"));
    }

    private Product product(Section component, String path) {
        if (component.has("archive")) {
            return archive(component.section("archive", Keys.ARCHIVE).orElseThrow(), component);
        }
        return component
                .section("image", Keys.IMAGE)
                .map(image -> image(image, path))
                .orElseGet(Library::new);
    }

    private Product image(Section section, String path) {
        String platform = section.text("platform").orElse("");
        if (!platform.isEmpty() && !PLATFORM.matcher(platform).matches()) {
            values.problem(
                    section.value("platform").orElseThrow(),
                    section.where("platform") + " is " + Quoted.of(platform)
                            + "; expected one platform, such as linux/amd64");
        }
        return new Image(
                section.value("dockerfile")
                        .flatMap(node -> path(section.where("dockerfile"), node, path, true))
                        .orElse(RepositoryPath.resolve(path, DEFAULT_DOCKERFILE).orElseThrow()),
                section.value("context")
                        .flatMap(node -> path(section.where("context"), node, path, true))
                        .orElse(path),
                section.text("target").orElse(""),
                section.variables("args"),
                new RuleReader(values).patterns(section, "include"),
                platform);
    }

    private Product archive(Section section, Section component) {
        List<String> outputs = new RuleReader(values).patterns(section, "outputs");
        boolean nothingMeant = !outputs.isEmpty() && outputs.stream().allMatch(pattern -> pattern.startsWith("!"));
        if (section.lacks("outputs") || nothingMeant) {
            String problem = section.where() + " has no outputs; expected outputs: [\"dist/**\"], say";
            if (section.has("outputs")) {
                section.problem("outputs", problem);
            } else {
                component.problem("archive", problem);
            }
        }
        return new Archive(section.command("run"), outputs);
    }

    private List<String> inputs(Section section, String path) {
        return section.value("inputs")
                .map(node -> values.list(
                        section.where("inputs"),
                        node,
                        "a list of files",
                        (at, item) -> path(at, item, path, true)))
                .orElse(List.of());
    }

    private List<String> services(Section section) {
        return section.value("services")
                .map(node -> values.list(
                        section.where("services"),
                        node,
                        "a list of compose services",
                        (at, item) -> values.text(at, item).filter(name -> {
                            boolean known = SERVICE.matcher(name).matches();
                            if (!known) {
                                values.problem(
                                        item, values.said(at, item) + "; expected the name of a compose service");
                            }
                            return known;
                        })))
                .orElse(List.of());
    }

    private List<Reference> references(Section section) {
        List<Reference> references = new ArrayList<>();
        Node node = section.value("dependsOn").orElse(null);
        List<String> names = section.texts("dependsOn");
        if (node instanceof SequenceNode sequence
                && names.size() == sequence.getValue().size()) {
            for (int i = 0; i < names.size(); i++) {
                references.add(new Reference(names.get(i), sequence.getValue().get(i)));
            }
        }
        return references;
    }

    private Duration duration(Section section, String key) {
        return section.value(key)
                .flatMap(node -> values.duration(section.where(key), node, false))
                .orElse(Duration.ZERO);
    }

    /** A path in the repository; a leading slash means its root where that is allowed. */
    private Optional<String> path(String where, Node node, String folder, boolean fromRoot) {
        return values.text(where, node).flatMap(text -> {
            Optional<String> path = RepositoryPath.resolve(folder, text);
            if (path.isEmpty()) {
                values.problem(
                        node, where + " is " + Quoted.of(text) + " and leaves the repository; expected a path in it");
            } else if (text.startsWith("/") && !fromRoot) {
                values.problem(
                        node,
                        where + " is " + Quoted.of(text)
                                + "; expected a path relative to the repository, without '/' in front");
            }
            return path;
        });
    }
}
