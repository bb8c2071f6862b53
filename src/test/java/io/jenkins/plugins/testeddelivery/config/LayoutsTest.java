package io.jenkins.plugins.testeddelivery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small repository per ecosystem, per layout and per kind of bad input, as {@code src/test/resources/layouts} has them. */
class LayoutsTest {
    static List<Layout> layouts() throws Exception {
        return Layout.all();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void shouldInferComponentsWithTheirSources(Layout layout) throws Exception {
        Project project = layout.files().read();

        assertThat(Layout.shown(project)).containsExactlyElementsOf(layout.components());
        for (Component component : project.components()) {
            assertThat(component.facts().from()).as(component.name()).isNotEmpty();
            assertThat(component.facts().links().stream().map(Component.Link::name))
                    .as(component.name())
                    .containsExactlyElementsOf(component.dependsOn());
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void shouldWarnOnceOfWhatCannotBeKnown(Layout layout) throws Exception {
        List<String> warnings = layout.files().read().warnings().stream()
                .filter(warning -> !warning.startsWith("nothing found here is shipped"))
                .toList();

        assertThat(warnings).hasSameSizeAs(layout.warnings());
        for (int i = 0; i < warnings.size(); i++) {
            assertThat(warnings.get(i)).startsWith(layout.warnings().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void shouldGiveTheSameAfterInit(Layout layout) throws Exception {
        Project inferred = layout.files().read();

        Project stated = layout.files()
                .and(ProjectReader.DEFAULT_FILE, ProjectWriter.write(inferred))
                .read();

        assertThat(stated.components())
                .usingRecursiveComparison()
                .ignoringFields("origin", "facts")
                .isEqualTo(inferred.components());
        assertThat(stated.trial()).isEqualTo(inferred.trial());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void shouldInferTheRestWhereOneComponentIsDefined(Layout layout) throws Exception {
        Project inferred = layout.files().read();
        Component first = inferred.components().get(0);

        Project mixed = layout.files()
                .and(
                        ProjectReader.DEFAULT_FILE,
                        "version: 1\ninfer: true\ncomponents:\n  " + first.name() + ": { path: \""
                                + (first.path().isEmpty() ? "." : first.path()) + "\""
                                + (first.kind() == Component.Kind.IMAGE ? ", image: {}" : "") + " }\n")
                .read();

        assertThat(mixed.components().stream().map(Component::name))
                .containsExactlyElementsOf(
                        inferred.components().stream().map(Component::name).toList());
    }
}
