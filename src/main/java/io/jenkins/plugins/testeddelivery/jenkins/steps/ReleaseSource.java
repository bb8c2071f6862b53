package io.jenkins.plugins.testeddelivery.jenkins.steps;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The build whose release is meant, as a script names it: {@code folder/job#12}.
 *
 * @param job name, from the root or relative to the job that asks
 * @param build its number
 */
record ReleaseSource(String job, int build) {
    private static final Pattern FORM = Pattern.compile("([^\\p{Cntrl}]{1,1000})#([1-9][0-9]{0,8})");

    /** @throws Failure of kind USAGE if the text names no build */
    static ReleaseSource of(String text) {
        Matcher matcher = FORM.matcher(text);
        String job = matcher.matches() ? matcher.group(1).strip() : "";
        if (job.isEmpty()) {
            throw Failure.usage("from: expected a job and the number of its build, as in 'shop/main#12', found "
                    + quoted(text));
        }
        return new ReleaseSource(job, Integer.parseInt(matcher.group(2)));
    }

    /** What is wrong with the text, in words; empty: nothing, or there is no text. */
    static String problem(String text) {
        try {
            return text.isEmpty() || of(text).build() > 0 ? "" : text;
        } catch (Failure e) {
            return e.getMessage();
        }
    }

    /** For messages: what comes from a parameter may be anything. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return "'" + (line.length() > 100 ? line.substring(0, 100) + "…" : line) + "'";
    }

    @Override
    public String toString() {
        return job + "#" + build;
    }
}
