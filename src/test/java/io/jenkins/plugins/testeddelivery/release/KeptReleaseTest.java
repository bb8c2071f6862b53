package io.jenkins.plugins.testeddelivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptReleaseTest {
    private static final String VERSION = "vabc1234-20250120-143022";

    @TempDir
    private Path folder;

    private Shop shop;
    private Release release;
    private Workspace elsewhere;

    @BeforeEach
    void export() throws Exception {
        shop = Shop.tested(folder);
        release = shop.export(VERSION);
        elsewhere = TestPorts.at(Files.createDirectories(folder.resolve("elsewhere"))).workspace();
    }

    @Test
    void shouldGiveTheWholeReleaseBackWhenItsFolderIsGone() throws Exception {
        keep();
        elsewhereIsEmpty();

        String given = KeptRelease.find(shop.ledger(), VERSION).give(elsewhere, "releases");

        assertThat(given).isEqualTo("releases/" + VERSION);
        ReleaseFolder opened = ReleaseFolder.open(elsewhere, given, "");
        assertThat(opened.verify(shop.ledger()).problems()).isEmpty();
    }

    @Test
    void shouldReplaceAGivenReleaseThatWasChanged() throws Exception {
        keep();
        KeptRelease kept = KeptRelease.find(shop.ledger(), VERSION);
        Path info = folder.resolve("elsewhere").resolve(kept.give(elsewhere, "releases")).resolve(Release.infoName(VERSION));
        Files.delete(info);
        Files.writeString(info, "changed");

        String given = kept.give(elsewhere, "releases");

        assertThat(ReleaseFolder.open(elsewhere, given, "").verify().ok()).isTrue();
    }

    @Test
    void shouldRefuseToKeepAFileThatIsNotWhatWasExported() throws Exception {
        Path info = shop.folder(release).resolve(Release.infoName(VERSION));
        Files.delete(info);
        Files.writeString(info, "what an agent made of it");

        assertThatThrownBy(this::keep)
                .isInstanceOf(Failure.class)
                .hasMessageContaining(Release.infoName(VERSION))
                .hasMessageContaining("not what was exported");
    }

    @Test
    void shouldSayThatThereIsNoSuchRelease() {
        assertThatThrownBy(() -> KeptRelease.find(shop.ledger(), "../../x"))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining("no release");
    }

    private void keep() throws Exception {
        new KeptRelease(release, shop.ledger().store())
                .keep(shop.ports().workspace(), shop.folder(release).toString());
    }

    private void elsewhereIsEmpty() {
        assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
    }
}
