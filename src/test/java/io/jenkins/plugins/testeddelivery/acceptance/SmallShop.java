package io.jenkins.plugins.testeddelivery.acceptance;

import java.io.IOException;
import java.nio.file.Path;

/** A repository with two archives, and the scripts that deliver it. */
final class SmallShop implements AutoCloseable {
    private final ServedRepository served;
    private final String name;

    private SmallShop(ServedRepository served, String name) {
        this.served = served;
        this.name = name;
    }

    static SmallShop in(Path folder, String name) throws IOException {
        ServedRepository served = ServedRepository.in(folder);
        SmallShop shop = new SmallShop(served, name);
        shop.configure("api", "mkdir -p dist && cp app.sh dist/");
        served.repo()
                .write(".gitignore", "dist/\n/reports/\n")
                .write("services/api/app.sh", "echo 1\n")
                .write("site/index.html", "<h1>shop</h1>\n");
        served.push("open");
        return shop;
    }

    ServedRepository served() {
        return served;
    }

    /** Writes the configuration; nothing is committed. */
    void configure(String component, String run) {
        served.repo().write("delivery.yaml", """
                version: 1
                project: %1$s
                components:
                  %2$s:
                    path: services/api
                    archive: { run: %3$s, outputs: ["dist/**"] }
                  site:
                    path: site
                    archive: { run: "mkdir -p dist && cp index.html dist/", outputs: ["dist/**"] }
                environments:
                  staging:
                    directory: ../%1$s-staging
                    health:
                      - { command: [sh, -c, "! grep -rq ill . --include=app.sh"], within: 2s, stable: 100ms }
                """.formatted(name, component, quoted(run)));
    }

    /** A script that checks the shop out on the agent and goes on like this. */
    String script(String then) {
        return "node('" + Settings.label() + "') {\n  git url: '" + served.url() + "', branch: 'main'\n" + then + "\n}";
    }

    /** A script that builds, tests with this body, and exports whatever came of it. */
    String tested(String body) {
        return script("  buildAffected()\n  try { testAffected { " + body + " } } catch (AbortException e) {"
                + " echo \"ENDED ${e.message}\" }\n  exportTested()").replace("AbortException", "hudson.AbortException");
    }

    private static String quoted(String yaml) {
        return '"' + yaml.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public void close() {
        served.close();
    }
}
