package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.testeddelivery.report.Ink;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** Finds the builds that records name, by address or as {@code job#12}, as the viewer and without loading one. */
final class Actors {
    /** Between the parts of a full display name. */
    private static final String SEPARATOR = " » ";

    private static final Pattern PATH = Pattern.compile("((?:job/[^/]+/)+)(\\d{1,9})/");
    private static final Pattern NAME = Pattern.compile("(.+)#(\\d{1,9})");

    private final String root;
    private final String project;
    private final Function<String, Optional<Builds>> lookup;
    private final Map<String, Optional<Builds>> known = new HashMap<>();

    /**
     * A job that the viewer may see.
     *
     * @param name for people
     * @param url below the controller's root
     * @param folder of its builds
     */
    record Builds(String name, String url, Path folder) {}

    /**
     * For one page.
     *
     * @param root the controller's address, which its records' addresses begin with; null: not known
     * @param project that the page is about, as people know it: not said again with each build; empty: none
     * @param lookup by the job's full name
     */
    Actors(String root, String project, Function<String, Optional<Builds>> lookup) {
        this.root = Objects.requireNonNullElse(root, "");
        this.project = project;
        this.lookup = lookup;
    }

    static Actors ofViewer(String project) {
        return new Actors(Jenkins.get().getRootUrl(), project, Actors::builds);
    }

    /** Names that nobody knows (any more) are shown as they are. */
    Actor of(String by) {
        Matcher path = PATH.matcher(!root.isEmpty() && by.startsWith(root) ? by.substring(root.length()) : "");
        if (path.matches()) {
            return build(decoded(path.group(1)), path.group(2));
        }
        Matcher name = NAME.matcher(by);
        return name.matches() ? build(name.group(1), name.group(2)) : new Actor(Ink.plain(by), "");
    }

    private Actor build(String job, String number) {
        return known.computeIfAbsent(job, lookup)
                .map(builds -> new Actor(
                        Ink.plain(within(builds.name()) + "#" + number),
                        Files.isDirectory(builds.folder().resolve(number)) ? "/" + builds.url() + number + "/" : ""))
                .orElseGet(() -> new Actor(Ink.plain(job + " #" + number), ""));
    }

    /** A build of the project itself is its number alone, a branch's is without what is above the branch. */
    private String within(String name) {
        if (name.equals(project)) {
            return "";
        }
        String above = project + SEPARATOR;
        return (name.startsWith(above) ? name.substring(above.length()) : name) + " ";
    }

    /** {@code job/a/job/b/} is {@code a/b}. */
    private static String decoded(String path) {
        StringBuilder name = new StringBuilder();
        String[] parts = path.split("/");
        for (int i = 1; i < parts.length; i += 2) {
            name.append(name.isEmpty() ? "" : "/");
            try {
                name.append(URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                name.append(parts[i]);
            }
        }
        return name.toString();
    }

    private static Optional<Builds> builds(String job) {
        try {
            return Jenkins.get().getItemByFullName(job, Item.class) instanceof Job<?, ?> found
                    ? Optional.of(new Builds(found.getFullDisplayName(), found.getUrl(), found.getBuildDir().toPath()))
                    : Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
    }
}
