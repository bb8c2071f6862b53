package io.jenkins.plugins.testeddelivery.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the declarations of src/jenkins-api, and all that the packed plugin refers to, with real Jenkins jars:
 * {@code mvn verify -Djenkins.jars=DIR}. Only there it shows whether what the default build believes of Jenkins is
 * true.
 */
@EnabledIfSystemProperty(named = "jenkins.jars", matches = ".+")
@ParameterizedClass
@MethodSource("folders")
class ApiParityTest {
    private static final String JENKINS_ROOM = "io/jenkins/plugins/testeddelivery/jenkins/";

    @Parameter
    private PackedPlugin plugin;

    static Stream<PackedPlugin> folders() {
        return Arrays.stream(System.getProperty("jenkins.jars", "").split("[,:]"))
                .map(Path::of)
                .map(PackedPlugin::beside);
    }

    @Test
    void shouldCompareWithAJenkins() {
        assertThat(plugin.real().holds("jenkins/model/Jenkins")).isTrue();
        assertThat(plugin.real().holds("org/jenkinsci/plugins/workflow/steps/Step")).isTrue();
        assertThat(plugin.real().names()).contains("images/symbols/add.svg", "lib/layout/layout.jelly");
    }

    @Test
    void shouldDeclareWhatIsTrue() throws IOException {
        ClassPool declared = new ClassPool().folder(Path.of("target/jenkins-api"));

        assertThat(declared.classNames()).hasSizeGreaterThan(100);
        assertThat(Declarations.differences(declared, plugin.real())).isEmpty();
    }

    @Test
    void shouldReferToWhatIsThere() {
        assertThat(plugin.own().classNames()).hasSizeGreaterThan(500);
        assertThat(References.unresolved(plugin.own(), plugin.everything())).isEmpty();
    }

    @Test
    void shouldUseTagsAndSymbolsThatAreThere() throws Exception {
        ClassPool all = plugin.everything();
        Set<String> unknown = new TreeSet<>();
        int seen = 0;
        for (String name : plugin.own().names()) {
            byte[] content = plugin.own().file(name).orElseThrow();
            if (name.endsWith(".jelly")) {
                seen++;
                unknown.addAll(Tags.unknown(name, content, all));
            } else if (name.startsWith(JENKINS_ROOM)) {
                // constants of a class are its text as they are
                unknown.addAll(Tags.unknownSymbols(name, new String(content, StandardCharsets.ISO_8859_1), all));
            }
        }

        assertThat(seen).isGreaterThan(30);
        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldNeedThePluginsThatItRefersToAndNoOther() {
        Set<String> behind = plugin.pluginsBehind(plugin.own());

        assertThat(behind).isNotEmpty();
        assertThat(plugin.needed()).containsAll(behind);
        behind.addAll(plugin.pluginsBehind(plugin.bundled()));
        assertThat(plugin.needed()).isEqualTo(behind);
    }

    /** A controller would take its own instead of ours, whatever version that is. */
    @Test
    void shouldBundleNothingThatJenkinsHas() {
        assertThat(plugin.bundled().classNames()).hasSizeGreaterThan(2000).noneMatch(plugin.real()::holds);
    }
}
