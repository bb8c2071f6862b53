package io.jenkins.plugins.testeddelivery.config.lint;

import java.io.Serializable;
import java.util.List;

/**
 * What is looked at for one image.
 *
 * @param component whose
 * @param path of the Dockerfile, relative to the repository
 * @param text of the Dockerfile
 * @param context its folder, relative to the repository; empty: the root
 * @param ignorePath of the ignore file in use; where there is none, of the one that should be there
 * @param ignoreText what it holds
 * @param ignorePresent whether there is one
 * @param ignoreRefused it holds a pattern that Docker refuses
 * @param files paths in the context, relative to it, that are dependency manifests and the like: what a COPY may name
 * @param needless what would not have to be sent, the largest first
 * @param secrets paths that look like secrets and that an instruction copies
 * @param sent bytes that a plain build sends, what is needless included
 * @param saved bytes that the ignore file leaves out
 * @param whole whether all of the folder was looked at; a very large one is given up on
 */
public record BuildFiles(
        String component,
        String path,
        String text,
        String context,
        String ignorePath,
        String ignoreText,
        boolean ignorePresent,
        boolean ignoreRefused,
        List<String> files,
        List<Needless> needless,
        List<String> secrets,
        long sent,
        long saved,
        boolean whole)
        implements Serializable {
    public BuildFiles {
        files = List.copyOf(files);
        needless = List.copyOf(needless);
        secrets = List.copyOf(secrets);
    }

    /** How many lines the ignore file has; -1: there is none. */
    int ignoreLines() {
        return ignorePresent ? (int) ignoreText.lines().count() : -1;
    }

    /**
     * Something in the context that no image needs.
     *
     * @param pattern a line for the ignore file; empty: no instruction copies it, which only the classic builder minds
     * @param shown what it is, in words
     */
    public record Needless(String pattern, String shown, long files, long bytes) implements Serializable {}
}
