package io.jenkins.plugins.testeddelivery.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tables about histories share: a shop in which nothing is tested yet, what is done to it, and its usual plans. */
abstract class HistoryTable {
    static final List<String> NOTHING =
            List.of("api NONE [UNCHANGED]", "proto NONE [UNCHANGED]", "site NONE [UNCHANGED]");
    static final List<String> API =
            List.of("api INCREMENTAL [source]", "proto NONE [UNCHANGED]", "site NONE [UNCHANGED]");
    static final List<String> API_AND_SITE =
            List.of("api INCREMENTAL [source]", "proto NONE [UNCHANGED]", "site INCREMENTAL [texts]");

    @TempDir
    Path folder;

    Shop shop;

    @BeforeEach
    void openShop() {
        shop = new Shop(folder);
    }

    static List<String> all(String reason) {
        return List.of("api FULL [" + reason + "]", "proto FULL [" + reason + "]", "site FULL [" + reason + "]");
    }

    final void changeApi(String content) {
        shop.repo.write("services/api/app.py", content).commit("api: " + content);
    }

    final void changeSite(String content) {
        shop.repo.write("site/index.html", content).commit("site: " + content);
    }

    final void branch(String name) {
        shop.repo.git("checkout", "-q", "-b", name);
    }

    final void checkout(String name) {
        shop.repo.git("checkout", "-q", name);
    }

    final Shop cloned(Map<String, String> environment, String... options) {
        Path clone = folder.resolve("clone");
        List<String> arguments = new ArrayList<>(List.of("clone", "-q"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("file://" + shop.repo.root(), clone.toString()));
        shop.repo.git(arguments.toArray(String[]::new));
        return shop.in(clone, environment);
    }
}
