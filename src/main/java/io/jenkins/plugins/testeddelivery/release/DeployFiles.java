package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Decides which of the repository's files a release carries, so that a server without Git can deploy it. An
 * environment file is never among them, whoever names it.
 *
 * @param required compose files, each with what names it; the commit must have them
 * @param named whatever the environments' commands name; those that are files of the commit are carried
 */
record DeployFiles(Map<String, String> required, Set<String> named) implements Serializable {
    /**
     * What a word of a shell line ends at, wherever it stands: too many words cost nothing, one missed costs a
     * deployment.
     */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s;&|()<>\"'`=$]+");

    DeployFiles {
        required = new TreeMap<>(required);
        named = new TreeSet<>(named);
    }

    static DeployFiles of(Project project) {
        Map<String, String> required = new TreeMap<>();
        Set<String> named = new TreeSet<>();
        Set<String> secret = new TreeSet<>();
        for (Environment environment : project.environments().values()) {
            environment.compose().files().forEach(file -> required.putIfAbsent(file, environment.name()));
            commands(environment).forEach(command -> command.forEach(word -> add(word, named)));
            add(environment.compose().envFile(), secret);
        }
        add(project.trialCompose().envFile(), secret);
        required.forEach((file, environment) -> requireCarried(file, environment, secret));
        named.removeAll(required.keySet());
        named.removeAll(secret);
        return new DeployFiles(required, named);
    }

    private static List<List<String>> commands(Environment environment) {
        List<List<String>> all = new ArrayList<>();
        environment.before().forEach(hook -> all.add(hook.run()));
        environment.afterwards().forEach(hook -> all.add(hook.run()));
        all.add(environment.check());
        environment.health().forEach(probe -> all.add(probe.command()));
        return all;
    }

    private static void add(String word, Set<String> paths) {
        List<String> words = new ArrayList<>(List.of(word));
        words.addAll(List.of(BETWEEN_WORDS.split(word)));
        for (String each : words) {
            String path = each;
            while (path.startsWith("./")) {
                path = path.substring(2);
            }
            if (DeployPaths.safe(path) && !taken(path)) {
                paths.add(path);
            }
        }
    }

    private static void requireCarried(String file, String environment, Set<String> secret) {
        String problem = "";
        if (secret.contains(file)) {
            problem = "is an envFile as well, and those never ship: use two files";
        } else if (!DeployPaths.safe(file)) {
            problem = "cannot be stated in a checksum file: rename it";
        } else if (taken(file)) {
            problem = "has a name that a release folder uses itself: rename it";
        }
        if (!problem.isEmpty()) {
            throw Failure.failed("The compose file " + Printable.quoted(file) + " of the environment " + environment
                    + " " + problem + ".");
        }
    }

    private static boolean taken(String path) {
        return DeployPlan.FILE.equals(Release.DEPLOY + path) || path.endsWith(ReleaseLayout.SUFFIX);
    }
}
