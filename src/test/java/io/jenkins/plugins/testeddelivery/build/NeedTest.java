package io.jenkins.plugins.testeddelivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.build.Need.Image;
import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.docker.Storehouse.Capacity;
import io.jenkins.plugins.testeddelivery.plan.Estimates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedTest {
    private static Capacity engine(long free, String... foreign) {
        return new Capacity("20.10", "/var/lib/docker", "linux/amd64", 4, 8_000_000_000L, "", free, 1, List.of(foreign));
    }

    private static Need need(long bytes, String platform) {
        return new Need(bytes, 1, Duration.ofSeconds(1), List.of(new Image("api", platform, Strategy.FULL)));
    }

    @Test
    void shouldSayWithTheFigureWhatDoesNotFit() {
        assertThat(need(500_000_000, "").obstacles(engine(499_999_999)))
                .containsExactly("the build needs about 500 MB (assumed for 1 of 1 images, for want of records) and 500 MB"
                        + " are free in /var/lib/docker");
        assertThat(need(500_000_000, "").obstacles(engine(500_000_000))).isEmpty();
    }

    @Test
    void shouldHoldNothingAgainstADiskThatCannotBeSeen() {
        assertThat(need(Long.MAX_VALUE, "linux/arm64").obstacles(engine(-1))).isEmpty();
    }

    @Test
    void shouldRefuseAPlatformThatNothingHereCanRun() {
        assertThat(need(1, "linux/arm64").obstacles(engine(10)))
                .containsExactly("api is for linux/arm64 and the engine is linux/amd64 with no emulator for that");
        assertThat(need(1, "linux/arm64/v8").obstacles(engine(10, "linux/arm64"))).isEmpty();
        assertThat(need(1, "linux/amd64").obstacles(engine(10))).isEmpty();
        assertThat(need(1, "").obstacles(engine(10))).isEmpty();
    }

    @Test
    void shouldNeedWhatThePlanBuilds(@TempDir Path folder) throws Exception {
        Bench bench = new Bench(folder, Map.of());
        bench.repo.write("delivery.yaml", """
                version: 1
                components:
                  api: { path: api, image: { platform: linux/arm64 } }
                  web: { path: web, image: {} }
                  site: { path: site, archive: { run: "true", outputs: ["dist/**"] } }
                """).write("api/Dockerfile", "FROM x\n").write("web/Dockerfile", "FROM x\n").write("site/x", "").commit("1");
        Estimates none = new Estimates(List.of());

        Need all = Need.of(bench.plan(Strategy.FULL, "x"), none, Set.of());
        assertThat(all.bytes()).isEqualTo(1_000_000_000);
        assertThat(all.assumed()).isEqualTo(2);
        assertThat(all.time()).isEqualTo(Duration.ofSeconds(360));
        assertThat(all.images()).extracting(Image::platform).containsExactly("linux/arm64", "");
        assertThat(Need.of(bench.plan(Strategy.FULL, "x"), none, Set.of("web")).bytes()).isEqualTo(500_000_000);
        assertThat(Need.of(bench.plan(Strategy.NONE, "x"), none, Set.of()).images()).isEmpty();
    }
}
