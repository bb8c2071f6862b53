package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.model.Job;
import hudson.model.Run;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * A build by name, {@code folder/job#12}.
 *
 * @param job full name of the job
 */
record BuildName(String job, int number) {
    private static final Pattern TEXT = Pattern.compile("(.+)#([0-9]{1,9})");
    private static final Pattern ADDRESS = Pattern.compile("(?:.*?/)?((?:job/[^/]+/)+)([0-9]{1,9})/?");

    static BuildName of(Run<?, ?> run) {
        return new BuildName(run.getParent().getFullName(), run.getNumber());
    }

    /** Out of its text. */
    static Optional<BuildName> read(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new BuildName(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Out of the build's address, as a release names its builder. */
    static Optional<BuildName> ofAddress(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        String[] parts = matcher.group(1).split("/");
        // every second one is the word job; a job may have that name too
        for (int i = 1; i < parts.length; i += 2) {
            try {
                // a plus is a plus in a path
                names.add(URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new BuildName(String.join("/", names), Integer.parseInt(matcher.group(2))));
    }

    /** The build itself, if it is there and the caller may see it. */
    Optional<Run<?, ?>> find() {
        Job<?, ?> found = Jenkins.get().getItemByFullName(job, Job.class);
        return found == null ? Optional.empty() : Optional.ofNullable(found.getBuildByNumber(number));
    }

    @Override
    public String toString() {
        return job + "#" + number;
    }
}
