package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command from build to deployment, on archives: what was tested, and nothing else, is what runs. */
class CustodyIT {
    @TempDir
    private Path folder;

    private GitRepo repo;
    private Delivery delivery;

    @BeforeEach
    void openShop() {
        repo = ShopRepository.in(folder.resolve("shop"));
        delivery = Delivery.in(repo.root());
    }

    @Test
    void shouldBuildTestExportAndVerify() {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        Map<String, Object> release = delivery.run("export", "--json").ok().json();
        delivery.run("verify", "_build/artifacts").ok();

        Path exported = repo.path("_build/artifacts").resolve(Json.text(release, "version"));
        assertThat(release).containsEntry("schema", "tested-delivery/release/1").containsEntry("commit", repo.head());
        Delivery.program(exported, "sh", "-c", "sha256sum --strict -c *.sha256");
        assertThat(repo.path("_build/.build-version")).content().contains("VERSION_TAG=" + release.get("version"));
        assertThat(repo.git("status", "--porcelain")).as("_build ignores itself").isEmpty();
        assertThat(Json.maps(delivery.run("detect", "--json").ok().json(), "components"))
                .allSatisfy(component -> assertThat(component).containsEntry("strategy", "NONE"));
    }

    @Test
    void shouldGiveTheCommandWhatItTries() {
        delivery.run("build").ok();

        delivery.run("test", "--", "sh", "-c",
                        "test -f \"$DELIVERY_CANDIDATES/api/dist/app.sh\" && test -n \"$DELIVERY_VERSION\"")
                .ok();
    }

    @Test
    void shouldRefuseToExportWhatIsNotTested() {
        delivery.run("build").ok();

        Delivery.Ran without = delivery.run("export");
        assertThat(without.exit()).isEqualTo(1);
        assertThat(without.err()).contains("api").contains("site");
        assertThat(repo.path("_build/artifacts")).satisfiesAnyOf(
                path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());

        assertThat(delivery.run("test", "--", "false").exit()).isEqualTo(1);
        assertThat(delivery.run("export").exit()).isEqualTo(1);
    }

    @Test
    void shouldRefuseToExportADirtyTree() {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        repo.write("site/index.html", "draft");

        Delivery.Ran export = delivery.run("export");

        assertThat(export.exit()).isEqualTo(1);
        assertThat(export.err()).contains("commit");
    }

    @Test
    void shouldCountAnAdhocCommandForNothingWhereATrialIsConfigured() {
        repo.write("delivery.yaml", ShopRepository.CONFIGURATION + "trial: { run: [./smoke.sh] }\n")
                .write("smoke.sh", "#!/bin/sh\nexit 0\n");
        repo.path("smoke.sh").toFile().setExecutable(true);
        repo.commit("a trial");
        delivery.run("build").ok();

        delivery.run("test", "--", "true").ok();
        assertThat(delivery.run("export").exit()).isEqualTo(1);

        delivery.run("test").ok();
        delivery.run("export").ok();
    }

    @Test
    void shouldExitWithTwoWhenThereIsNothingToRunAsATrial() {
        delivery.run("build").ok();

        assertThat(delivery.run("test").exit()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAReleaseInWhichAnyBitIsFlipped() throws IOException {
        Path release = ship();
        Path production = folder.resolve("production");
        String before = tree(production);
        Random random = new Random(7);
        try (Stream<Path> files = Files.walk(release)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                byte[] flipped = bytes.clone();
                flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                replace(file, flipped);

                Delivery.Ran verify = delivery.run("verify", release.toString());
                assertThat(verify.exit()).as("%s", file).isEqualTo(1);
                Delivery.Ran deploy =
                        delivery.run("deploy", "--env", "production", "--image-dir", release.toString());
                assertThat(deploy.exit()).as("%s", file).isEqualTo(1);

                replace(file, bytes);
            }
        }
        assertThat(tree(production)).isEqualTo(before);
        delivery.run("verify", release.toString()).ok();
    }

    @Test
    void shouldKeepAComponentAffectedAfterItsTrialFailedAlthoughAnotherChangeCameAfter() {
        ship();
        repo.write("services/api/app.sh", "echo broken\n").commit("break api");
        delivery.run("build").ok();
        assertThat(delivery.run("test", "--", "false").exit()).isEqualTo(1);
        repo.write("site/index.html", "sale").commit("site only");

        assertThat(affected()).contains("api", "site");
    }

    @Test
    void shouldBuildNothingAfterAMergeOfTestedBranchesAndWaitForATrialOfBoth() {
        ship();
        repo.git("checkout", "-q", "-b", "one");
        repo.write("services/api/app.sh", "echo 2\n").commit("api");
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        repo.git("checkout", "-q", "-b", "two", "main");
        repo.write("site/index.html", "sale").commit("site");
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        repo.git("merge", "-q", "--no-edit", "one");

        Map<String, Object> plan = delivery.run("detect", "--json").ok().json();

        assertThat(plan).containsEntry("waves", List.of()).containsEntry("testNeeded", true);
        assertThat(delivery.run("export").exit()).isEqualTo(1);
        delivery.run("test", "--", "true").ok();
        delivery.run("export").ok();
    }

    @Test
    void shouldGoBackWhenAReleaseIsIll() throws IOException {
        ship();
        Path app = folder.resolve("production/current/api/dist/app.sh");
        String healthy = Files.readString(app);
        repo.write("services/api/app.sh", "echo broken\n").commit("break it in production only");

        Delivery.Ran ran = delivery.run("ship", "--env", "production");
        assertThat(ran.exit()).as(ran.err()).isEqualTo(2);
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        delivery.run("export").ok();
        Delivery.Ran deploy = delivery.run("deploy", "--env", "production");

        assertThat(deploy.exit()).as(deploy.err()).isEqualTo(4);
        assertThat(app).hasContent(healthy.stripTrailing());
        assertThat(delivery.run("deploy", "--env", "production").exit())
                .as("an ill version is refused")
                .isEqualTo(1);
    }

    @Test
    void shouldDeployAndRollBackFromAReleaseAloneWithoutGit() throws IOException {
        Path first = ship();
        repo.write("site/index.html", "second\n").commit("second");
        Path second = export();
        Path server = Files.createDirectories(folder.resolve("server/here"));
        Delivery there = Delivery.in(server).with(Map.of("PATH", withoutGit().toString()));
        Path page = folder.resolve("server/production/current/site/dist/index.html");

        there.run("deploy", "--env", "production", "--image-dir", first.toString()).ok();
        assertThat(page).content().contains("<h1>shop</h1>");
        there.run("deploy", "--env", "production", "--image-dir", second.toString()).ok();
        assertThat(page).content().contains("second");
        there.run("status", "--env", "production").ok();
        there.run("verify", "--env", "production").ok();
        there.run("rollback", "--env", "production").ok();
        assertThat(page).content().contains("<h1>shop</h1>");
    }

    @Test
    void shouldPackTheSameBytesInEveryFolderTimeZoneUmaskAndLocale() throws IOException {
        String configuration =
                """
                version: 1
                project: pack
                components:
                  tool:
                    path: tool
                    archive:
                      run: mkdir -p out/z out/ä && cp run.sh out/z/ && ln -s z/run.sh out/link && echo 1 > out/ä/b
                      outputs: ["out/**"]
                """;
        Map<String, String> digests = new HashMap<>();
        List<String[]> variants = List.of(
                new String[] {"a", "UTC", "022", "C.UTF-8"},
                new String[] {"deeper/b", "Pacific/Auckland", "077", "C"},
                new String[] {"c c", "America/St_Johns", "000", "POSIX"});
        for (String[] variant : variants) {
            GitRepo other = GitRepo.init(folder.resolve(variant[0]));
            other.write("delivery.yaml", configuration).write("tool/run.sh", "#!/bin/sh\n");
            other.path("tool/run.sh").toFile().setExecutable(true);
            other.commit("tool");
            other.write("tool/out/leftover", "of an earlier build");
            Delivery.in(other.root())
                    .with(Map.of("TZ", variant[1], "LC_ALL", variant[3], "LANG", variant[3]))
                    .through("sh", "-c", "umask " + variant[2] + "; exec \"$@\"", "-")
                    .run("build")
                    .ok();
            Map<String, Object> built = Json.maps(
                            Delivery.in(other.root()).run("history", "--json").ok().json(), "entries")
                    .get(0);
            digests.put(variant[0], Json.text(built, "digest"));
            assertThat(Delivery.in(other.root()).run("detect", "--json").ok().json())
                    .as("outputs make no tree dirty, although no .gitignore names them")
                    .containsEntry("dirty", false);
        }
        assertThat(digests.values().stream().distinct()).hasSize(1);
        assertThat(digests.values()).allMatch(Digests::isDigest);
    }

    private Path ship() {
        Path release = export();
        delivery.run("deploy", "--env", "production").ok();
        return release;
    }

    private Path export() {
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        Map<String, Object> release = delivery.run("export", "--json").ok().json();
        return repo.path("_build/artifacts").resolve(Json.text(release, "version"));
    }

    private List<String> affected() {
        return Json.maps(delivery.run("detect", "--json").ok().json(), "components").stream()
                .filter(component -> Boolean.TRUE.equals(component.get("affected")))
                .map(component -> Json.text(component, "name"))
                .toList();
    }

    /** A release's files are read-only and may share their bytes with the store: a new file takes the name. */
    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }

    /** A folder for PATH with a shell and the usual tools, and no git. */
    private Path withoutGit() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("sh", "grep", "cat", "true")) {
            for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                if (Files.exists(place.resolve(tool)) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), place.resolve(tool));
                }
            }
        }
        return bin;
    }

    /** Every file of a folder with its checksum, as text. */
    private static String tree(Path root) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(Digests.of(file)).append("  ").append(root.relativize(file)).append('\n');
            }
        }
        return text.toString();
    }
}
