package io.jenkins.plugins.testeddelivery.trial;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the tests in the reports that a run wrote: files that were not there before it, or have changed since.
 *
 * @param before what {@link FindReports} found before the run
 */
record CountReports(FindReports find, TreeMap<String, String> before) implements Workspace.Work<CountReports.Counts> {
    /**
     * @param reports how many were counted
     * @param problem why the trial cannot have passed, in words; empty: none
     */
    record Counts(long tests, long failed, int reports, String problem) implements Serializable {
        static final Counts NONE = new Counts(0, 0, 0, "");
    }

    @Override
    public Counts in(Workspace.Place place) throws IOException, InterruptedException {
        TreeMap<String, String> now = find.in(place);
        String patterns = String.join(", ", find.patterns());
        if (now.isEmpty()) {
            return new Counts(0, 0, 0, "no test report was found at trial.junit (" + patterns + ")");
        }
        Map<String, String> fresh = new TreeMap<>(now);
        fresh.entrySet().removeAll(before.entrySet());
        if (fresh.isEmpty()) {
            return new Counts(
                    0, 0, 0, "only old test reports were found at trial.junit (" + patterns + "): the run wrote none");
        }
        long tests = 0;
        long failed = 0;
        int reports = 0;
        for (String path : fresh.keySet()) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(place.path(path)))) {
                JunitReport report = JunitReport.read(in);
                reports += report.junit() ? 1 : 0;
                tests += report.junit() ? report.tests() : 0;
                failed += report.junit() ? report.failed() : 0;
            } catch (IOException e) {
                return new Counts(tests, failed, reports, "the test report " + path + " " + e.getMessage());
            }
        }
        return new Counts(tests, failed, reports, problem(tests, failed, patterns));
    }

    private static String problem(long tests, long failed, String patterns) {
        if (tests == 0) {
            return "the test reports at trial.junit (" + patterns + ") hold no test";
        }
        return failed > 0 ? failed + " of " + tests + " tests failed" : "";
    }
}
