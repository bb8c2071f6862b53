package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the user who runs the command may not read: they widen the plan, and never count as absent. */
class UnreadableIT {
    private static final String NOBODY = "65534";

    @TempDir
    private Path folder;

    private GitRepo repo;

    @BeforeEach
    void repositoryOfNobody() {
        assumeThat(Delivery.program(folder, "id", "-u").strip()).as("root may read everything").isEqualTo("0");
        repo = GitRepo.init(folder.resolve("r"))
                .write("package.json", "{ \"workspaces\": [\"a\", \"b\"] }")
                .write("a/package.json", "{ \"name\": \"a\" }")
                .write("a/index.js", "1\n")
                .write("b/package.json", "{ \"name\": \"b\", \"dependencies\": { \"a\": \"*\" } }");
        repo.commit("one");
        Delivery.program(folder, "chown", "-R", NOBODY, folder.toString());
    }

    private void lock(String path) {
        Delivery.program(folder, "chown", "0", repo.path(path).toString());
        Delivery.program(folder, "chmod", "000", repo.path(path).toString());
    }

    private Map<String, Object> plan() {
        return Delivery.in(repo.root())
                .through("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")
                .with(Map.of("HOME", folder.toString()))
                .run("detect", "--base", "HEAD", "--json")
                .ok()
                .json();
    }

    private static List<String> affected(Map<String, Object> plan) {
        return Json.maps(plan, "components").stream()
                .filter(component -> component.get("affected").equals(true))
                .map(component -> Json.text(component, "name"))
                .toList();
    }

    @Test
    void shouldCountASourceFileAsChangedAndNotAsDeleted() {
        lock("a/index.js");

        Map<String, Object> plan = plan();

        assertThat(affected(plan)).containsExactly("a", "b");
        assertThat(plan.get("warnings").toString()).contains("UNREADABLE: 'a/index.js'");
        assertThat(plan.toString()).contains("status=modified").doesNotContain("status=deleted");
    }

    @Test
    void shouldWidenByAManifest() {
        lock("a/package.json");

        Map<String, Object> plan = plan();

        assertThat(affected(plan)).containsExactly("a", "b");
        assertThat(plan.get("warnings").toString()).contains("UNREADABLE: a/package.json: may not be read");
    }

    @Test
    void shouldWidenByAFolder() {
        repo.write("b/new/file.js", "1\n");
        lock("b/new");

        Map<String, Object> plan = plan();

        assertThat(affected(plan)).containsExactly("b");
        assertThat(plan.get("warnings").toString()).contains("UNREADABLE: 'b/new'");
    }
}
