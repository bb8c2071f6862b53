package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged command's {@code detect}: the JSON contract, the exit codes, and repositories of every kind. */
class DetectIT {
    @TempDir
    private Path folder;

    @Test
    void shouldPrintThePlanContract() {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));

        Map<String, Object> plan = Delivery.in(repo.root()).run("detect", "--json").ok().json();

        assertThat(plan)
                .containsOnlyKeys(
                        "schema", "project", "version", "base", "baseReason", "head", "dirty", "components", "waves",
                        "testNeeded", "unowned", "warnings", "expected");
        assertThat(plan).containsEntry("schema", "tested-delivery/plan/1").containsEntry("project", "shop");
        assertThat(plan.get("base")).isNull();
        assertThat(plan).containsEntry("head", repo.head()).containsEntry("dirty", false);
        assertThat(Json.text(plan, "version")).matches("v[0-9a-f]{7}-\\d{8}-\\d{6}");
        assertThat(Json.maps(plan, "components"))
                .extracting(component -> component.get("name"))
                .containsExactly("api", "proto", "site");
        assertThat(Json.maps(plan, "components")).allSatisfy(component -> {
            assertThat(component)
                    .containsKeys(
                            "name", "kind", "path", "affected", "direct", "via", "strategy", "fingerprint",
                            "baseline", "evidence", "reasons", "changes", "aliases", "inferredFrom", "dependsOn");
            assertThat(Json.text(component, "fingerprint")).matches("sha256:[0-9a-f]{64}");
            assertThat(Json.maps(component, "reasons"))
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason).containsOnlyKeys("rule", "text", "paths"));
        });
        assertThat(plan.get("waves")).isEqualTo(List.of(List.of("api", "site")));
    }

    @Test
    void shouldExitWithTenWhenSomethingIsAffected() {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));

        assertThat(Delivery.in(repo.root()).run("detect", "--exit-code").exit()).isEqualTo(10);
        assertThat(Delivery.in(repo.root())
                        .run("detect", "--exit-code", "--base", "HEAD")
                        .exit())
                .isZero();
    }

    @Test
    void shouldSayWhyAndWhyNot() {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        repo.write("services/api/app.py", "print('changed')\n").commit("change");
        Delivery delivery = Delivery.in(repo.root());

        Map<String, Object> api = delivery.run("detect", "--base", "HEAD~1", "--why", "api", "--json").ok().json();
        Map<String, Object> site = delivery.run("detect", "--base", "HEAD~1", "--why", "site", "--json").ok().json();

        assertThat(Json.maps(api, "differences"))
                .extracting(difference -> difference.get("name"))
                .containsExactly("services/api/app.py");
        assertThat(Json.maps(site, "differences")).isEmpty();
        assertThat(delivery.run("detect", "--base", "HEAD~1", "--why", "site").ok().out())
                .contains("no input differs");
    }

    @Test
    void shouldPrintThePlanForOtherPrograms() {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        Delivery delivery = Delivery.in(repo.root());

        assertThat(delivery.run("detect", "--format", "github").ok().out())
                .contains("affected=[\"api\",\"proto\",\"site\"]\n")
                .contains("{\"component\":\"api\",\"path\":\"services/api\",")
                .contains("test-needed=true\n");
        assertThat(delivery.run("detect", "--format", "dot").ok().out()).contains("\"api\" -> \"proto\";");
        assertThat(delivery.run("detect", "--format", "mermaid").ok().out()).startsWith("flowchart LR\n  c0[\"api<br/>");
        assertThat(delivery.run("detect", "--format", "json").ok().json()).containsKey("components");
        assertThat(delivery.run("detect", "--format", "xml").exit()).isEqualTo(2);
    }

    @Test
    void shouldLeaveNothingButASnapshotOfWhatItRead() throws IOException {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));

        Delivery.in(repo.root()).run("detect").ok();

        assertThat(repo.git("status", "--porcelain", "--ignored")).isEmpty();
        assertThat(repo.path(".git/delivery").toFile().list()).containsExactly("snapshots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "components:                | compnents:              | did you mean 'components'",
                "dependsOn: [proto]         | dependsOn: [prot]       | 'prot'",
                "{ path: packages/proto }   | { path: ../elsewhere }  | ../elsewhere",
                "{ path: packages/proto }   | { path: packages/proto, dependsOn: [api] } | cycle",
                "version: 1                 | version: 2              | version"
            })
    void shouldRefuseAWrongConfigurationInOneLineThatSaysWhere(String right, String wrong, String expected) {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        repo.write("delivery.yaml", ShopRepository.CONFIGURATION.replace(right, wrong));

        Delivery.Ran ran = Delivery.in(repo.root()).run("detect", "--json");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().toList()).hasSize(1);
        assertThat(ran.err()).containsPattern("delivery\\.yaml:\\d+:\\d+").contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"build nope, nope", "detect --force-component nope=FULL, nope", "detect --base no-such, no-such",
        "detect --base --output=x, --output=x", "detect --nonsense, --nonsense", "detect --force LITTLE, LITTLE"})
    void shouldRefuseWrongUsageInOneLine(String commandLine, String expected) {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));

        Delivery.Ran ran = Delivery.in(repo.root()).run(commandLine.split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().toList()).hasSize(1);
        assertThat(ran.err()).contains(expected);
    }

    @Test
    void shouldRefuseAFolderThatIsNoRepository() {
        Delivery.Ran ran = Delivery.in(folder).run("detect", "--json");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().toList()).hasSize(1);
        assertThat(ran.err()).contains("repository");
    }

    @Test
    void shouldRefuseARepositoryWithoutACommit() {
        GitRepo repo = GitRepo.init(folder.resolve("new"));

        Delivery.Ran ran = Delivery.in(repo.root()).run("detect");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines().toList()).hasSize(1);
        assertThat(ran.err()).contains("commit");
    }

    @Test
    void shouldWorkWithOddNamesDetachedHeadsWorktreesAndSubfolders() throws IOException {
        GitRepo repo = ShopRepository.in(folder.resolve("läden und \"mehr\""));
        repo.write("site/new\nline.html", "1").write("site/tab\there.html", "2").write("site/-dash.html", "3");
        repo.write("site/quote\".html", "4").write("site/ünï.html", "5").commit("odd names");
        repo.git("checkout", "-q", "--detach");
        Path worktree = folder.resolve("work tree");
        repo.git("worktree", "add", "-q", "--detach", worktree.toString());

        for (Path place : List.of(repo.root(), worktree, repo.path("site"))) {
            Map<String, Object> plan = Delivery.in(place)
                    .run("detect", "--json", "--base", "HEAD~1")
                    .ok()
                    .json();
            Map<String, Object> site = Json.maps(plan, "components").get(2);
            assertThat(Json.maps(site, "changes"))
                    .extracting(change -> change.get("path"))
                    .containsExactlyInAnyOrder(
                            "site/-dash.html", "site/new\nline.html", "site/quote\".html", "site/tab\there.html",
                            "site/ünï.html");
        }
        assertThat(Delivery.in(repo.root()).run("detect").ok().out()).doesNotContain("new\nline");
        assertThat(Files.exists(worktree.resolve(".delivery"))).isFalse();
    }

    @Test
    void shouldWidenInAShallowClone() {
        GitRepo repo = ShopRepository.in(folder.resolve("shop"));
        String first = repo.head();
        repo.write("site/index.html", "2").commit("second");
        Path clone = folder.resolve("clone");
        repo.git("clone", "-q", "--depth", "1", "file://" + repo.root(), clone.toString());

        Map<String, Object> plan =
                Delivery.in(clone).run("detect", "--json", "--base", first).ok().json();

        assertThat(Json.maps(plan, "components")).allSatisfy(component -> {
            assertThat(component).containsEntry("affected", true);
            assertThat(Json.maps(component, "reasons"))
                    .extracting(reason -> reason.get("rule"))
                    .contains("SHALLOW");
        });
        Map<String, Object> fetched =
                Delivery.in(clone).run("detect", "--json", "--fetch", "--base", first).ok().json();
        assertThat(fetched).containsEntry("base", first);
        assertThat(Delivery.in(clone).run("detect", "--exit-code", "--base", first).exit())
                .as("it is here now")
                .isEqualTo(10);
        assertThat(Json.maps(fetched, "components"))
                .filteredOn(component -> component.get("affected").equals(true))
                .extracting(component -> component.get("name"))
                .containsExactly("site");
    }
}
