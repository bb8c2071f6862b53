package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.plan.PlanRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the plainest command lines of {@code build} without picocli, as {@link PlainDetect} does: where nothing is to be
 * built, to read them is a quarter of the work. What is not plain, wrong ones included, is left to picocli.
 */
record PlainBuild(BuildCommand.Asked asked, Path folder) {
    /** Empty: picocli is to read it. */
    static Optional<PlainBuild> of(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("build")) {
            return Optional.empty();
        }
        List<String> components = new ArrayList<>();
        Path folder = null;
        int parallelism = 0;
        boolean json = false;
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--json") && !json) {
                json = true;
            } else if (argument.equals("--parallelism") && parallelism == 0 && small(arguments, i + 1)) {
                parallelism = Integer.parseInt(arguments[++i]);
            } else if (argument.equals("-C")
                    && folder == null
                    && i + 1 < arguments.length
                    && !PlainDetect.strange(arguments[i + 1])) {
                folder = Path.of(arguments[++i]);
            } else if (!PlainDetect.strange(argument)) {
                components.add(argument);
            } else {
                return Optional.empty();
            }
        }
        PlanRequest request = new PlanRequest("", "", "", Strategy.NONE, Map.of(), "");
        return Optional.of(new PlainBuild(
                new BuildCommand.Asked(
                        request,
                        components,
                        parallelism == 0 ? Runtime.getRuntime().availableProcessors() : parallelism,
                        false,
                        false,
                        json),
                folder == null ? Path.of("") : folder));
    }

    int run(Console console) {
        try {
            return BuildCommand.build(console.in(console.folder().resolve(folder).normalize()), asked);
        } catch (Exception e) {
            return Main.explain(e, console);
        }
    }

    /** A positive number that is read the same everywhere. */
    private static boolean small(String[] arguments, int at) {
        String text = at < arguments.length ? arguments[at] : "";
        boolean small = !text.isEmpty() && text.length() < 4 && text.charAt(0) != '0';
        // a stream would be the first of this start, and take longer than all else here
        for (int i = 0; small && i < text.length(); i++) {
            small = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return small;
    }
}
