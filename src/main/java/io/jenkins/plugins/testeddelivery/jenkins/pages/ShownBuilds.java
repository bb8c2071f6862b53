package io.jenkins.plugins.testeddelivery.jenkins.pages;

import hudson.model.Job;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives a job's recent builds a name and, as long as they are there, a link, without loading one. */
final class ShownBuilds {
    private ShownBuilds() {}

    /** @param named whether the job's name is part of the build's, as there are builds of others beside it */
    static List<Map<String, Object>> of(Job<?, ?> job, List<Map<String, Object>> builds, boolean named) {
        Path folder = job.getBuildDir().toPath();
        return of(named ? job.getDisplayName() + " " : "", "/" + job.getUrl(), folder, builds);
    }

    static List<Map<String, Object>> of(String prefix, String jobUrl, Path folder, List<Map<String, Object>> builds) {
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Map<String, Object> facts : builds) {
            long number = Json.number(facts, "number");
            Map<String, Object> build = new LinkedHashMap<>(facts);
            build.put("name", prefix + "#" + number);
            build.put(
                    "link",
                    Files.isDirectory(folder.resolve(String.valueOf(number)))
                            ? jobUrl + number + "/" + BuildPage.URL + "/"
                            : "");
            shown.add(build);
        }
        return shown;
    }
}
