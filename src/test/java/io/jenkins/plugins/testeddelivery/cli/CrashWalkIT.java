package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.testing.Delivery;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged command, ended for good after every single record, rename and program it ran, in each step from build to
 * rollback; a sample of them, all with {@code -Dthorough}. Whatever is left, production runs a healthy release, the
 * ledger opens, and one command brings everything to what was asked for.
 */
@Timeout(3600)
class CrashWalkIT {
    private static final int SAMPLE = 3;

    @TempDir
    private Path folder;

    private Path world;
    private Path kept;
    private Delivery delivery;
    private CrashWalk walk;
    private String one;

    @BeforeEach
    void openShop() throws Exception {
        world = Files.createDirectory(folder.resolve("world"));
        kept = folder.resolve("kept");
        GitRepo repo = ShopRepository.in(world.resolve("shop"));
        delivery = Delivery.in(repo.root());
        walk = new CrashWalk(delivery, folder);
        delivery.run("build").ok();
        delivery.run("test", "--", "true").ok();
        delivery.run("export").ok();
        delivery.run("deploy", "--env", "production").ok();
        one = running();
        repo.write("site/index.html", "<h1>sale</h1>\n").commit("sale");
        keep();
    }

    @Test
    void shouldSurviveEveryEnd() throws Exception {
        Set<String> things = new HashSet<>();
        things.addAll(walkThrough("build"));
        things.addAll(walkThrough("test", "--", "true"));
        things.addAll(walkThrough("export"));
        String[] deploy = {"deploy", "--env", "production"};
        String[] rollback = {"rollback", "--env", "production"};
        String two = "";
        things.addAll(walk.through(SAMPLE, this::back, (point, thing) -> finished("sale", point, deploy), deploy));
        back();
        delivery.run(deploy).ok();
        two = running();
        assertThat(two).isNotEqualTo(one);
        keep();
        things.addAll(walk.through(
                SAMPLE,
                this::back,
                (point, thing) -> finished("shop", point, "rollback", "--env", "production", "--version", one),
                rollback));

        assertThat(things)
                .anyMatch(thing -> thing.contains("FileLedger.append"))
                .anyMatch(thing -> thing.startsWith("move in"))
                .anyMatch(thing -> thing.contains("ProcessCommands.run"))
                .anyMatch(thing -> thing.contains("FolderStore$Guarded.write"));
    }

    /** A step that does not touch production: it goes on as it was, and the same command again does what it should. */
    private List<String> walkThrough(String... command) throws Exception {
        List<String> things = walk.through(
                SAMPLE,
                this::back,
                (point, thing) -> {
                    requireLedger();
                    delivery.run("verify", "--env", "production").ok();
                    assertThat(running()).isEqualTo(one);
                    delivery.run(command).ok();
                },
                command);
        back();
        delivery.run(command).ok();
        keep();
        return things;
    }

    /** A step that changes production: what runs there is one of the two, and one command finishes. */
    private void finished(String page, int point, String... again) throws Exception {
        requireLedger();
        assertThat(page()).containsAnyOf("shop", "sale");
        String status = delivery.run("status", "--env", "production").ok().out();
        boolean begun = status.contains("never ended");
        assertThat(status).doesNotContain("held by");

        if (begun && point % 2 == 0) {
            delivery.run("deploy", "--env", "production", "--resume").ok();
        } else {
            delivery.run(again).ok();
        }
        assertThat(page()).contains(page);
        delivery.run("verify", "--env", "production").ok();
        requireLedger();
    }

    private void requireLedger() {
        Delivery.Ran history = delivery.run("history", "--json").ok();
        assertThat(history.err()).doesNotContain("LEDGER_DAMAGED");
        history.json();
    }

    private String running() {
        Map<String, Object> status = delivery.run("status", "--env", "production", "--json").ok().json();
        return Json.text(Json.maps(status, "environments").get(0), "running");
    }

    private String page() throws Exception {
        return Files.readString(world.resolve("production/current/site/dist/index.html"));
    }

    private void keep() {
        Delivery.program(folder, "sh", "-c", "rm -rf kept && cp -a world kept");
    }

    private void back() {
        assertThat(kept).isDirectory();
        Delivery.program(folder, "sh", "-c", "rm -rf world && cp -a kept world");
    }
}
