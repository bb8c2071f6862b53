package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says where a clone came from, as its configuration has it: the remote of the branch that is checked out, else
 * {@code origin}, else the only one.
 *
 * @param name empty: there is none, or nobody can say which
 * @param branches refs of the remote that the clone follows
 * @param ownSsh whether the configuration says how to speak with an SSH server
 */
record Remotes(String name, List<String> branches, boolean ownSsh) {
    static final Remotes NONE = new Remotes("", List.of(), false);

    private static final String ORIGIN = "origin";

    static Remotes of(Git git) throws IOException, InterruptedException {
        Map<String, List<String>> settings = settings(git);
        List<String> names = settings.keySet().stream()
                .filter(key -> key.startsWith("remote.") && key.endsWith(".url"))
                .map(key -> key.substring("remote.".length(), key.length() - ".url".length()))
                .toList();
        List<String> upstream = settings.getOrDefault("branch." + branch(git) + ".remote", List.of());
        String name = "";
        if (!upstream.isEmpty() && names.contains(upstream.get(upstream.size() - 1))) {
            name = upstream.get(upstream.size() - 1);
        } else if (names.contains(ORIGIN)) {
            name = ORIGIN;
        } else if (names.size() == 1) {
            name = names.get(0);
        }
        List<String> branches = new ArrayList<>();
        for (String refspec : settings.getOrDefault("remote." + name + ".fetch", List.of())) {
            String source = refspec.startsWith("+") ? refspec.substring(1) : refspec;
            if (!source.startsWith("^")) {
                branches.add(source.contains(":") ? source.substring(0, source.indexOf(':')) : source);
            }
        }
        return new Remotes(name, branches, settings.containsKey("core.sshcommand"));
    }

    /** In the order of the files; Git writes the names' fixed parts in small letters. */
    private static Map<String, List<String>> settings(Git git) throws IOException, InterruptedException {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        try (GitProcess process = git.start(
                "config",
                "--null",
                "--get-regexp",
                "^(remote\\..*\\.(url|fetch)|branch\\..*\\.remote|core\\.sshcommand)$")) {
            byte[] answer = process.out().readAllBytes();
            // 1: there is no such setting
            if (process.exitCode() > 1) {
                throw process.failure();
            }
            for (String setting : PathText.decode(answer, 0, answer.length).split("\0")) {
                int line = setting.indexOf('\n');
                if (line > 0) {
                    settings.computeIfAbsent(setting.substring(0, line), key -> new ArrayList<>())
                            .add(setting.substring(line + 1));
                }
            }
        }
        return settings;
    }

    /** Empty: none is checked out. */
    private static String branch(Git git) throws IOException, InterruptedException {
        try (GitProcess process = git.start("symbolic-ref", "--quiet", "--short", "HEAD")) {
            byte[] answer = process.out().readAllBytes();
            return process.exitCode() == 0 ? PathText.decode(answer, 0, answer.length).strip() : "";
        }
    }
}
