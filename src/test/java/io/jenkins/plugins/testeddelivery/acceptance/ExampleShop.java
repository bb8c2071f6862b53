package io.jenkins.plugins.testeddelivery.acceptance;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A shop in several components, with {@code Jenkinsfile.example} as it stands: a library, two archives, and a service in
 * an image where the agent has an engine.
 */
final class ExampleShop {
    private static final String ARCHIVES =
            """
            version: 1
            project: @NAME@
            components:
              prices: { path: packages/prices }
              api:
                path: services/api
                dependsOn: [prices]
                archive:
                  run: mkdir -p dist && cp app.sh dist/ && cat ../../packages/prices/prices.txt >> dist/app.sh
                  outputs: ["dist/**"]
              site:
                path: site
                archive: { run: "mkdir -p dist && cp index.html dist/", outputs: ["dist/**"] }
            """;
    private static final String IMAGE =
            """
              web:
                path: services/web
                image: { context: . }
            trial: { env: staging }
            """;
    private static final String ENVIRONMENTS =
            """
            environments:
              staging:
                directory: ../@NAME@-staging
            @COMPOSE@
                health:
                  - { command: [sh, -c, "! grep -q ill api/dist/app.sh"], within: 2s, stable: 100ms }
              production:
                directory: ../@NAME@-production
                health:
                  - { command: [sh, -c, "! grep -q ill api/dist/app.sh"], within: 2s, stable: 100ms }
            """;
    private static final String COMPOSE = "    compose: { files: [deploy/compose.yaml], project: @NAME@-staging }";
    private static final String SMOKE =
            """
            #!/bin/sh
            # The trial: each part is there and says what it should.
            rm -rf reports && mkdir reports
            failure=
            grep -q '^echo' "$DELIVERY_CANDIDATES/api/dist/app.sh" || exit 1
            grep -q wrong "$DELIVERY_CANDIDATES/site/dist/index.html" && failure='<failure>the site is wrong</failure>'
            if [ -n "$DELIVERY_URL_WEB" ]; then
                wget -q -O- "$DELIVERY_URL_WEB/index.txt" || curl -fsS "$DELIVERY_URL_WEB/index.txt" || exit 1
            fi
            cat > reports/smoke.xml <<END
            <testsuite name="smoke"><testcase classname="smoke" name="api"/>
            <testcase classname="smoke" name="site">$failure</testcase></testsuite>
            END
            """;

    private ExampleShop() {}

    /**
     * Writes the shop; nothing is committed.
     *
     * @param name that is found in what is left on the agent
     */
    static void write(GitRepo repo, String name) {
        boolean images = !Settings.image().isEmpty();
        String configuration = ARCHIVES + (images ? IMAGE : "") + ENVIRONMENTS;
        configuration = configuration.replace("@COMPOSE@\n", images ? COMPOSE + "\n" : "");
        repo.write("delivery.yaml", configuration.replace("@NAME@", name))
                .write("Jenkinsfile", example())
                .write(".gitignore", "dist/\n/reports/\n")
                .write("packages/prices/prices.txt", "# coffee 3\n")
                .write("services/api/app.sh", "echo 1\n")
                .write("site/index.html", "<h1>shop</h1>\n")
                .write("scripts/smoke.sh", SMOKE);
        if (images) {
            repo.write("services/web/Dockerfile", "FROM " + Settings.image() + "\nCOPY www /srv/www\nEXPOSE 8080\n"
                            + "CMD [\"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/srv/www\"]\n")
                    .write("services/web/www/index.txt", "welcome\n")
                    .write("deploy/compose.yaml", "services:\n  web:\n    build: ../services/web\n"
                            + "    ports: [\"127.0.0.1:0:8080\"]\n    stop_grace_period: 1s\n");
        }
        if (!repo.path("scripts/smoke.sh").toFile().setExecutable(true)) {
            throw new AssertionError("the script cannot be made executable");
        }
    }

    /** The file that is given to users. */
    private static String example() {
        try {
            return Files.readString(Path.of("Jenkinsfile.example"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
