package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Path;

/** A repository with a library and two archives that need nothing but a shell, and a place to deploy them to. */
final class ShopRepository {
    static final String CONFIGURATION =
            """
            version: 1
            project: shop
            components:
              proto: { path: packages/proto }
              api:
                path: services/api
                dependsOn: [proto]
                archive:
                  run: mkdir -p dist && cp app.sh dist/ && cat ../../packages/proto/schema >> dist/app.sh
                  outputs: ["dist/**"]
              site:
                path: site
                archive: { run: "mkdir -p dist && cp index.html dist/", outputs: ["dist/**"] }
            environments:
              production:
                directory: ../production
                health:
                  - { command: [sh, -c, "! grep -q broken api/dist/app.sh"], within: 2s, stable: 100ms }
            """;

    private ShopRepository() {}

    static GitRepo in(Path folder) {
        GitRepo repo = GitRepo.init(folder);
        repo.write("delivery.yaml", CONFIGURATION)
                .write(".gitignore", "dist/\n")
                .write("packages/proto/schema", "# schema 1\n")
                .write("services/api/app.sh", "echo 1\n")
                .write("site/index.html", "<h1>shop</h1>\n")
                .commit("open");
        return repo;
    }
}
