package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Development;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A component {@code api} in {@code services/api}, as a test wants it. */
final class Sources {
    static final List<String> FILES = List.of(
            "services/api/Dockerfile",
            "services/api/app.py",
            "services/api/package.json",
            "services/api/requirements.txt",
            "services/api/src/a.py",
            "services/api/src/deep/b.py",
            "services/api/conf/nginx.conf");

    private Sources() {}

    static Component api(Development development) {
        return new Component(
                "api",
                "services/api",
                List.of(),
                List.of(),
                new Component.Image("services/api/Dockerfile", "services/api", "", Map.of(), List.of(), ""),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                "",
                List.of(),
                Component.Facts.NONE,
                development);
    }

    static Development run(String... command) {
        return new Development(List.of(command), Map.of(), List.of(), Development.Prepare.NONE);
    }

    static List<Placement> placements(Development development, String dockerfile) {
        return Placements.of(api(development), Dockerfile.parse(dockerfile), new TreeSet<>(FILES));
    }
}
