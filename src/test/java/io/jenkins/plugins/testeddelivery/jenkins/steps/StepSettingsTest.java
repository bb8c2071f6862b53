package io.jenkins.plugins.testeddelivery.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.config.Strategy;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSettingsTest {
    @Test
    void shouldHaveDefaultsThatAFormLeavesAlone() {
        DetectChangesStep detect = new DetectChangesStep();
        BuildAffectedStep build = new BuildAffectedStep();
        detect.setForce(List.of());
        detect.setBase("  ");
        detect.setConfig(null);
        build.setComponents(Arrays.asList("", null));

        assertThat(detect.getForce()).isEqualTo(new DetectChangesStep().getForce()).isNull();
        assertThat(detect.getBase()).isEqualTo(new DetectChangesStep().getBase()).isEmpty();
        assertThat(detect.getConfig()).isEqualTo(new DetectChangesStep().getConfig()).isEmpty();
        assertThat(build.getComponents()).isEqualTo(new BuildAffectedStep().getComponents()).isNull();
        assertThat(build.getParallelism()).isZero();
        assertThat(new ExportTestedStep().getPush()).isEmpty();
        assertThat(new ExportTestedStep().getCredentialsId()).isEmpty();
    }

    @Test
    void shouldKeepWhatIsSet() {
        DetectChangesStep detect = new DetectChangesStep();
        detect.setForce(List.of(" api=full ", "CACHED"));
        BuildAffectedStep build = new BuildAffectedStep();
        build.setComponents(List.of("affected", "waves"));
        build.setParallelism(3);

        assertThat(detect.getForce()).containsExactly("api=full", "CACHED");
        assertThat(build.getComponents()).containsExactly("affected", "waves");
        assertThat(build.getParallelism()).isEqualTo(3);
    }

    @Test
    void shouldForceTheHigherOfTwo() {
        Force force = Force.of(List.of("cached", "api=DEPENDENCIES")).and(Force.of(List.of("api=FULL", "INCREMENTAL")));

        assertThat(force.all()).isEqualTo(Strategy.INCREMENTAL);
        assertThat(force.components()).containsExactly(Map.entry("api", Strategy.FULL));
        assertThat(Force.of(List.of()).all()).isEqualTo(Strategy.NONE);
    }

    @Test
    void shouldTakeSeveralFromOneBuildParameter() {
        BuildAffectedStep build = new BuildAffectedStep();
        build.setForce(List.of(""));
        assertThat(build.getForce()).as("a parameter that was left empty").isNull();

        Force force = Force.of(List.of("cached, api = FULL\nweb=INCREMENTAL"));

        assertThat(force.all()).isEqualTo(Strategy.CACHED);
        assertThat(force.components()).containsOnly(Map.entry("api", Strategy.FULL), Map.entry("web", Strategy.INCREMENTAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "REUSE", "everything", "=FULL", "api=", "<script>alert(1)</script>"})
    void shouldRefuseToForceWhatIsNoStrategy(String word) {
        assertThatThrownBy(() -> Force.of(List.of(word)))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageContaining(word);
        assertThat(Force.problem(word)).contains(word);
    }

    @Test
    void shouldCheckWhatIsTypedIntoAForm() {
        assertThat(Force.problem("FULL\n\n api=CACHED \n")).isEmpty();
        assertThat(Force.problem(null)).isEmpty();
        assertThat(Parallelism.problem("")).isEmpty();
        assertThat(Parallelism.problem(" 64 ")).isEmpty();
        assertThat(Parallelism.problem("65")).contains("1 to 64");
        assertThat(Parallelism.problem("-1")).contains("-1");
        assertThat(Parallelism.problem("many")).contains("a number");
        assertThat(Parallelism.of(0)).isEqualTo(2);
        assertThat(ComponentWords.problem("api\n@scope/site\n")).isEmpty();
        assertThat(ComponentWords.problem("api, site")).contains("api, site");
        assertThatThrownBy(() -> Parallelism.check(1000)).isInstanceOf(Failure.class);
    }

    @Test
    void shouldSayWhatToDoWhereNothingCanBeInferred() {
        assertThatThrownBy(() -> ComponentWords.mustBeThere(List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("add a delivery.yaml");
    }

    @Test
    void shouldRefuseByNameWhatNamesNoRegistry() {
        assertThat(ExportTestedStep.refusal("registry.example/shop", "tok")).isEmpty();
        assertThat(ExportTestedStep.refusal("shop", "")).startsWith("push:").contains("does not begin with a registry");
        assertThat(ExportTestedStep.refusal("", "tok")).startsWith("credentialsId:");
        assertThat(ExportTestedStep.refusal("", "")).isEmpty();
    }
}
