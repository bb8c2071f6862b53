package io.jenkins.plugins.testeddelivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendViewTest {
    @Test
    void shouldKeepOfABuildWhatTheTrendShows() throws IOException {
        Map<String, Object> facts = TrendView.facts(BuildView.of(Json.readObject("""
                {"plan": {"components": [{"name": "a", "strategy": "FULL"}, {"name": "b", "strategy": "NONE"}]},
                 "build": {"components": [{"name": "a", "result": "built", "seconds": 61}]},
                 "test": {"result": "passed"}, "export": {"version": "v2"}}""")));

        TrendView.Bar bar = TrendView.of(List.of(Json.readObject(Json.line(facts)))).getBars().get(0);
        assertThat(bar.getRebuilt()).isEqualTo(1);
        assertThat(bar.getComponents()).isEqualTo(2);
        assertThat(bar.getDuration()).isEqualTo("1 min 1 s");
        assertThat(bar.getTest()).isEqualTo("passed");
        assertThat(bar.getRelease()).isEqualTo("v2");
    }

    @Test
    void shouldStackPiecesWithoutGapAndLeaveOutWhatIsNotRebuilt() {
        TrendView trend = TrendView.of(List.of(build(Map.of("NONE", 9, "CACHED", 1, "FULL", 3))));
        TrendView.Bar bar = trend.getBars().get(0);

        assertThat(bar.getPieces()).extracting(TrendView.Piece::getStrategy).containsExactly("CACHED", "FULL");
        TrendView.Piece low = bar.getPieces().get(0);
        TrendView.Piece high = bar.getPieces().get(1);
        assertThat(low.getY() + low.getHeight()).isCloseTo(trend.getHeight(), within(0.2));
        assertThat(high.getY() + high.getHeight()).isCloseTo(low.getY(), within(0.2));
        assertThat(high.getY()).isCloseTo(0, within(0.2));
    }

    @Test
    void shouldDrawBuildsToOneScale() {
        TrendView trend = TrendView.of(List.of(build(Map.of("FULL", 10)), build(Map.of("FULL", 5))));

        assertThat(trend.getBars().get(1).getPieces().get(0).getHeight()).isCloseTo(trend.getHeight() / 2.0, within(0.2));
        assertThat(trend.getNewestFirst().get(0).getRebuilt()).isEqualTo(5);
    }

    @Test
    void shouldDrawBuildTimesToTheirOwnScaleAndNoneWhereNothingWasBuilt() {
        TrendView trend = TrendView.of(List.of(
                Map.of("seconds", 40), Map.of("seconds", 10.0), Map.of("seconds", 0), Map.of("seconds", "x")));

        TrendView.Piece quarter = trend.getBars().get(1).getTime();
        assertThat(quarter.getHeight()).isCloseTo(trend.getTimeHeight() / 4.0, within(0.2));
        assertThat(quarter.getY() + quarter.getHeight()).isCloseTo(trend.getTimeHeight(), within(0.2));
        assertThat(trend.getBars().get(2).getTime()).isNull();
        assertThat(trend.getBars().get(3).getTime()).isNull();
    }

    @Test
    void shouldKeepManyBuildsInsideTheDrawing() {
        List<Map<String, Object>> builds = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            builds.add(build(Map.of("FULL", 1)));
        }

        TrendView trend = TrendView.of(builds);

        TrendView.Piece last = trend.getNewestFirst().get(0).getPieces().get(0);
        assertThat(last.getX() + last.getWidth()).isLessThanOrEqualTo(trend.getWidth());
        assertThat(last.getWidth()).isPositive();
    }

    @Test
    void shouldStandBuildsThatRebuiltNothing() {
        TrendView trend = TrendView.of(List.of(build(Map.of("NONE", 2)), Map.of()));

        assertThat(trend.getBars()).hasSize(2).allSatisfy(bar -> assertThat(bar.getPieces()).isEmpty());
        assertThat(TrendView.of(List.of()).isEmpty()).isTrue();
    }

    private static Map<String, Object> build(Map<String, Object> strategies) {
        return Map.of("strategies", strategies);
    }
}
