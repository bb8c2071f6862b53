package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.release.DeployPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** States for tests. */
final class States {
    private States() {}

    /** One that has everything. */
    static State full() {
        Layout one = layout("v1");
        Layout two = layout("v2");
        return new State(
                "production",
                "shop",
                7,
                "0123456789abcdef",
                Guards.of(one.definition()),
                "v1",
                Optional.of(new State.Pending("putting it in place", "deploy", "2025-01-20T15:00:00Z", "ada", two)),
                List.of(entry("v1", "healthy", "deploy"), entry("v2", "rolled-back", "deploy")),
                Map.of("v1", one, "v2", two));
    }

    /** One with just this past: {@code v1 h}, {@code v2 ill}, {@code v1 back} … */
    static State past(int retain, String... words) {
        List<State.Entry> entries = new ArrayList<>();
        Map<String, Layout> layouts = new LinkedHashMap<>();
        String running = "";
        for (String word : words) {
            String version = word.split(" ")[0];
            String how = word.split(" ")[1];
            String outcome = "ill".equals(how) ? "rolled-back" : "cut".equals(how) ? "interrupted" : "healthy";
            entries.add(entry(version, outcome, "back".equals(how) ? "rollback" : "deploy"));
            layouts.put(
                    version,
                    new Layout(
                            version,
                            "",
                            "",
                            ReleaseFixture.env("production").directory(Path.of("/srv")).retain(retain).done(),
                            Map.of(),
                            Map.of(),
                            List.of(),
                            Map.of()));
            running = "healthy".equals(outcome) ? version : running;
        }
        return new State("production", "shop", 1, "key", Map.of(), running, Optional.empty(), entries, layouts);
    }

    static State.Entry entry(String version, String outcome, String trigger) {
        return new State.Entry(version, "2025-01-20T15:00:00Z", "ada", outcome, trigger, "", "because");
    }

    private static Layout layout(String version) {
        return new Layout(
                version,
                Digests.of("manifest"),
                Digests.of("set"),
                ReleaseFixture.env("production")
                        .after("staging")
                        .compose(new Compose(List.of("deploy/compose.yaml"), "shop-production", "p.env"))
                        .directory(Path.of("/srv/shop"))
                        .restart("systemctl", "restart", "shop")
                        .before("./backup.sh")
                        .check("./check.sh")
                        .url("http://h:${PORT:-80}/", 60_000, 5500)
                        .command(100, 200, "true")
                        .done(),
                Map.of("api", new Layout.Service("api", "shop-api:" + version, Digests.of("api"), Pushed.NOWHERE)),
                Map.of("site", new Layout.Archive(Digests.of("site"), Digests.of("tree"))),
                List.of(new DeployPlan.Part("api", "image", "services/api", "services/api", List.of("api"))),
                Map.of(
                        "deploy/compose.yaml",
                        Layout.Carried.of("services: {}\n".getBytes(StandardCharsets.UTF_8), false),
                        "check.sh",
                        Layout.Carried.of(new byte[] {0, (byte) 0xff, 10}, true)));
    }
}
