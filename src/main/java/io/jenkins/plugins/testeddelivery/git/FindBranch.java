package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Says which branch is checked out: the one that HEAD names, else (CI systems check out commits) the one that the build's
 * environment names. Empty: neither does.
 */
public record FindBranch() implements Workspace.Work<String> {
    private static final String HEADS = "ref: refs/heads/";
    /** Jenkins' multibranch projects, GitLab, GitHub, Jenkins' Git plugin. */
    private static final List<String> NAMES =
            List.of("BRANCH_NAME", "CI_COMMIT_BRANCH", "GITHUB_HEAD_REF", "GITHUB_REF_NAME", "GIT_BRANCH");

    private static final int LONGEST = 4096;

    @Override
    public String in(Workspace.Place place) throws IOException, InterruptedException {
        Path head = OpenRepository.at(place).gitDir().resolve("HEAD");
        String text = Files.isRegularFile(head) && Files.size(head) < LONGEST
                ? Files.readString(head, StandardCharsets.UTF_8).strip()
                : "";
        return text.startsWith(HEADS) ? text.substring(HEADS.length()) : named(place.environment());
    }

    private static String named(Map<String, String> environment) {
        return NAMES.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(name -> name.replaceFirst("^origin/", ""))
                .orElse("");
    }
}
