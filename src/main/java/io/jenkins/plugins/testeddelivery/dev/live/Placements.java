package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Stage;
import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads in a Dockerfile where the files of its build context are in a container, as far as that is certain. A file that
 * is in none of them can only get there by a build.
 */
final class Placements {
    /** Folders of the system, in which a mounted folder would hide what the base image has there. */
    private static final Pattern SYSTEM =
            Pattern.compile("/|/(bin|boot|dev|etc|home|lib|lib64|opt|proc|root|run|sbin|sys|tmp|usr|var)(/.*)?");
    /** Folders in these that are for an application's files alone. */
    private static final Pattern FOR_APPLICATIONS =
            Pattern.compile("/(usr/src|usr/local/src|var/www|home/[^/]+|opt|srv)/.+|/usr/share/nginx/html|/var/www/.*");
    private static final Pattern ARCHIVE = Pattern.compile("(?i).*\\.(tar|tar\\..+|tgz|txz|tbz2?)|[a-z]+://.*|git@.*");

    private final Component.Image image;
    private final Collection<String> files;
    private final boolean reloads;
    private final Map<String, Placement> byTarget = new LinkedHashMap<>();
    private String folder = "";

    private Placements(Component.Image image, Collection<String> files, boolean reloads) {
        this.image = image;
        this.files = files;
        this.reloads = reloads;
    }

    /**
     * Reads.
     *
     * @param files what goes into the component, relative to the repository
     */
    static List<Placement> of(Component component, Dockerfile dockerfile, Collection<String> files) {
        Component.Image image = (Component.Image) component.product();
        Map<String, String> stated = component.development().mounts();
        if (!stated.isEmpty()) {
            List<Placement> mounts = new ArrayList<>();
            stated.forEach((source, target) -> {
                boolean folder = !files.contains(source);
                mounts.add(new Placement(source, target, folder, folder, false));
            });
            return mounts;
        }
        if (!dockerfile.understood()) {
            return List.of();
        }
        Placements placements =
                new Placements(image, files, !component.development().run().isEmpty());
        List<Instruction> instructions = instructions(dockerfile, image.target());
        int lastRun = -1;
        for (int i = 0; i < instructions.size(); i++) {
            lastRun = instructions.get(i).keyword().equals("RUN") ? i : lastRun;
        }
        for (int i = 0; i < instructions.size(); i++) {
            placements.read(instructions.get(i), i < lastRun);
        }
        return List.copyOf(placements.byTarget.values());
    }

    /** Those of the stage that is built, after those of the stages it builds on. */
    static List<Instruction> instructions(Dockerfile dockerfile, String target) {
        List<Instruction> all = new ArrayList<>();
        Optional<Stage> stage = target.isEmpty()
                ? dockerfile.stages().stream().reduce((first, second) -> second)
                : dockerfile.stage(target);
        while (stage.isPresent()) {
            int index = stage.get().index();
            all.addAll(
                    0,
                    dockerfile.instructions().stream()
                            .filter(instruction -> instruction.stage() == index)
                            .toList());
            String base = stage.get().base();
            stage = dockerfile.stages().stream()
                    .filter(one -> one.index() < index && !one.name().isEmpty() && one.name().equalsIgnoreCase(base))
                    .findFirst();
        }
        return all;
    }

    private void read(Instruction instruction, boolean beforeRun) {
        switch (instruction.keyword()) {
            case "WORKDIR" -> folder = absolute(instruction.arguments().strip().replaceAll("^[\"']|[\"']$", ""));
            case "COPY", "ADD" -> copy(instruction, beforeRun && !reloads);
            default -> {}
        }
    }

    private void copy(Instruction instruction, boolean baked) {
        List<String> words = instruction.words();
        if (instruction.flag("from").isPresent() || instruction.heredoc() || words.size() < 2) {
            return;
        }
        String written = words.get(words.size() - 1);
        String target = absolute(written);
        if (target.isEmpty()) {
            return;
        }
        List<String> sources = words.subList(0, words.size() - 1);
        boolean into = sources.size() > 1 || written.endsWith("/") || written.equals(".") || target.equals(folder);
        for (String source : sources) {
            if (source.contains("$") || instruction.keyword().equals("ADD") && ARCHIVE.matcher(source).matches()) {
                continue;
            }
            if (source.matches(".*[*?\\[\\\\].*")) {
                matching(source).forEach(file -> file(file, target, true, baked));
                continue;
            }
            String path = RepositoryPath.resolve(image.context(), source.replaceFirst("^/+", "")).orElse("");
            if (files.contains(path)) {
                file(path, target, into, baked);
            } else if (sources.size() == 1 && holdsFiles(path)) {
                add(new Placement(path, target, true, mountable(target), baked));
            }
        }
    }

    private void file(String path, String target, boolean into, boolean baked) {
        String name = RepositoryPath.name(path);
        boolean named = RepositoryPath.name(target).equals(name) || RepositoryPath.name(target).contains(".");
        if (into || named) {
            add(new Placement(path, into ? below(target, name) : target, false, false, baked));
        }
    }

    /** What is copied over an earlier one takes its place. */
    private void add(Placement placement) {
        byTarget.remove(placement.target());
        byTarget.put(placement.target(), placement);
    }

    private boolean mountable(String target) {
        boolean inFolder = !folder.isEmpty() && !folder.equals("/") && RepositoryPath.contains(folder, target);
        return FOR_APPLICATIONS.matcher(target).matches()
                || !SYSTEM.matcher(target).matches()
                || inFolder && !Set.of("/usr", "/etc", "/var", "/opt", "/home", "/tmp", "/root").contains(target);
    }

    private boolean holdsFiles(String path) {
        return files.stream().anyMatch(file -> RepositoryPath.contains(path, file));
    }

    /** Files on the level of the pattern; what lies in a folder that it matches stays unplaced. */
    private List<String> matching(String source) {
        StringBuilder regex = new StringBuilder();
        for (char c : RepositoryPath.resolve(image.context(), source.replaceFirst("^/+", "")).orElse("").toCharArray()) {
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        Pattern pattern = Pattern.compile(regex.toString());
        return files.stream().filter(file -> pattern.matcher(file).matches()).toList();
    }

    /** Empty where nobody knows: a variable, or the base image's own folder. */
    private String absolute(String path) {
        if (path.contains("$") || path.contains(":") || !path.startsWith("/") && folder.isEmpty()) {
            return "";
        }
        return RepositoryPath.resolve(path.startsWith("/") ? "" : folder, path)
                .map(clean -> "/" + clean)
                .orElse("");
    }

    private static String below(String folder, String name) {
        return folder.equals("/") ? "/" + name : folder + "/" + name;
    }
}
