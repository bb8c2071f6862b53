package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.ledger.Ledger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorePruneTest {
    private static final String OLD = "v1111111-20250120-143022";
    private static final String NEW = "v2222222-20250120-143022";
    private static final Instant LATER = Shop.NOW.plus(Duration.ofDays(400));
    private static final StoreRules HALF_A_YEAR = StoreRules.of(0, 180);
    private static final StoreRules NOTHING = new StoreRules(1, Duration.ZERO);
    private static final String FEATURE = "http://ci/job/shop/job/feature/";

    @TempDir
    private Path folder;

    private Shop shop;
    private Release older;
    private Release newer;

    @BeforeEach
    void exportTwice() throws Exception {
        shop = Shop.tested(folder);
        older = exported(OLD);
        record(FEATURE + "3/", shop.ledger().entries());
        shop.changed("site", "second").built("site", "hello again").passed();
        newer = exported(NEW);
        ageTo(Shop.NOW);
    }

    @Test
    void shouldRemoveWhatNobodyUsedForTooLong() throws Exception {
        StorePrune.Outcome outcome = prune(HALF_A_YEAR, List.of(), List.of());

        assertThat(isWhole(newer)).isTrue();
        assertThat(shop.ledger().store().has(site(older))).isFalse();
        assertThat(outcome.removed()).isPositive();
        assertThat(outcome.bytes()).isEqualTo(size());
    }

    @Test
    void shouldRemoveNothingBeforeItsTimeAndBelowItsQuota() throws Exception {
        long before = size();

        StorePrune.Outcome outcome = prune(StoreRules.of(50, 500), List.of(), List.of());

        assertThat(outcome).isEqualTo(new StorePrune.Outcome(before, 0, 0));
    }

    @Test
    void shouldKeepTheNewestOfEveryJobThatIsStillThere() throws Exception {
        prune(NOTHING, List.of("http://ci/job/shop/job/main/", FEATURE), List.of());

        assertThat(isWhole(older)).isTrue();
    }

    @Test
    void shouldKeepWhatRunsAndWhatARollbackGoesTo() throws Exception {
        shop.append(deployment(OLD, "healthy", OLD));
        shop.append(deployment(NEW, "healthy", NEW));

        prune(NOTHING, List.of(), List.of());

        assertThat(isWhole(older)).isTrue();
        assertThat(isWhole(newer)).isTrue();
    }

    @Test
    void shouldKeepNoIllVersionForARollback() throws Exception {
        shop.append(deployment(OLD, "ill", ""));

        prune(NOTHING, List.of(), List.of());

        assertThat(isWhole(older)).isFalse();
    }

    @Test
    void shouldKeepWhatWasPromised() throws Exception {
        prune(NOTHING, List.of(), List.of(OLD, "v-that-never-was"));

        assertThat(isWhole(older)).isTrue();
    }

    @Test
    void shouldKeepWhatIsInUse() throws Exception {
        ageTo(LATER.minus(Duration.ofHours(2)));

        assertThat(prune(NOTHING, List.of(), List.of()).removed()).isZero();
    }

    @Test
    void shouldRemoveTheOldestFirstAndStopAtTheQuota() throws Exception {
        String oldest = shop.ledger().store().put(content("older"));
        Files.setLastModifiedTime(file(oldest), FileTime.from(Shop.NOW.minus(Duration.ofDays(9))));
        long quota = size() - 1;

        StorePrune.Outcome outcome = prune(new StoreRules(quota, Duration.ZERO), List.of(), List.of());

        assertThat(outcome.removed()).isEqualTo(1);
        assertThat(outcome.freed()).isEqualTo(5);
        assertThat(shop.ledger().store().has(oldest)).isFalse();
        assertThat(isWhole(older)).isTrue();
    }

    @Test
    void shouldSayWhatIsLeftWhereTheQuotaIsTooSmallForWhatIsNeeded() throws Exception {
        assertThat(prune(NOTHING, List.of(), List.of()).bytes()).isGreaterThan(1).isEqualTo(size());
        assertThat(isWhole(newer)).isTrue();
    }

    @Test
    void shouldStillPruneWhereTheDescriptionOfAReleaseIsGone() throws Exception {
        Files.delete(file(shop.standing().release(OLD).orElseThrow().manifest()));

        prune(HALF_A_YEAR, List.of(), List.of());

        assertThat(shop.ledger().store().has(site(older))).isFalse();
        assertThat(isWhole(newer)).isTrue();
    }

    @Test
    void shouldNotTakeItsOwnLookForAUse() throws Exception {
        prune(StoreRules.of(0, 0), List.of(), List.of());

        assertThat(prune(HALF_A_YEAR, List.of(), List.of()).removed()).isPositive();
        assertThat(shop.ledger().store().has(shop.standing().release(OLD).orElseThrow().manifest()))
                .isFalse();
    }

    private Release exported(String version) throws Exception {
        Release release = shop.export(version);
        new KeptRelease(release, shop.ledger().store())
                .keep(shop.ports().workspace(), shop.folder(release).toString());
        return release;
    }

    private void record(String by, List<Ledger.Entry> entries) throws IOException {
        Clock clock = Clock.fixed(Shop.NOW, ZoneOffset.UTC);
        FileLedger ledger = new FileLedger(ledgerFolder(), by, clock, shop.log);
        for (Ledger.Entry entry : entries) {
            ledger.append(entry.fact());
        }
    }

    private StorePrune.Outcome prune(StoreRules rules, List<String> lines, List<String> promised) throws Exception {
        return StorePrune.run(ledgerFolder(), shop.ledger(), rules, lines, promised, LATER);
    }

    private static Fact.Deployment deployment(String version, String outcome, String running) {
        return new Fact.Deployment("production", version, outcome, "", running, "deploy", Map.of(), "", 1);
    }

    private boolean isWhole(Release release) throws Exception {
        for (String digest : new KeptRelease(release, shop.ledger().store()).files().values()) {
            if (!shop.ledger().store().has(digest)) {
                return false;
            }
        }
        return true;
    }

    private static String site(Release release) {
        return release.artifacts().stream()
                .filter(artifact -> artifact.component().equals("site"))
                .map(artifact -> "sha256:" + artifact.sha256())
                .findFirst()
                .orElseThrow();
    }

    private Path ledgerFolder() {
        return folder.resolve("ledger");
    }

    private Path file(String digest) {
        String hex = digest.substring("sha256:".length());
        return ledgerFolder().resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex);
    }

    private void ageTo(Instant time) throws IOException {
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(time));
        }
    }

    private long size() throws IOException {
        long size = 0;
        for (Path file : files()) {
            size += Files.size(file);
        }
        return size;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ledgerFolder().resolve("sha256"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
