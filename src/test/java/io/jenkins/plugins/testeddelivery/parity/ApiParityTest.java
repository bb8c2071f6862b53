package io.jenkins.plugins.testeddelivery.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the declarations of src/jenkins-api, and all that the packed plugin refers to, with real Jenkins jars:
 * {@code mvn verify -Djenkins.jars=DIR}. Only there it shows whether what the default build believes of Jenkins is true.
 */
@EnabledIfSystemProperty(named = "jenkins.jars", matches = ".+")
@ParameterizedClass
@MethodSource("folders")
@TestInstance(Lifecycle.PER_CLASS)
class ApiParityTest {
    private static final String OURS = "io/jenkins/plugins/testeddelivery/";

    private final ClassPool real;
    private final ClassPool plugin;

    ApiParityTest(Path folder) throws IOException {
        real = new ClassPool().archivesOf(folder);
        assertThat(real.holds("jenkins/model/Jenkins")).as("%s holds Jenkins", folder).isTrue();
        ClassPool hpi = new ClassPool().archive(Files.newInputStream(Path.of("target/tested-delivery.hpi")), "WEB-INF/lib/");
        plugin = new ClassPool().archive(new ByteArrayInputStream(hpi.file("tested-delivery.jar").orElseThrow()), "");
        for (String name : hpi.names()) {
            if (!name.equals("tested-delivery.jar")) {
                real.archive(new ByteArrayInputStream(hpi.file(name).orElseThrow()), "");
            }
        }
    }

    static Stream<Path> folders() {
        return Arrays.stream(System.getProperty("jenkins.jars", "").split("[,:]")).map(Path::of);
    }

    @Test
    void shouldDeclareWhatIsTrue() throws IOException {
        ClassPool declared = new ClassPool().folder(Path.of("target/jenkins-api"));

        assertThat(declared.classNames()).hasSizeGreaterThan(100);
        assertThat(Declarations.differences(declared, real)).isEmpty();
    }

    @Test
    void shouldReferToWhatIsThere() {
        assertThat(plugin.classNames()).hasSizeGreaterThan(500);
        assertThat(References.unresolved(plugin, new ClassPool().and(plugin).and(real))).isEmpty();
    }

    @Test
    void shouldUseTagsAndSymbolsThatAreThere() throws Exception {
        ClassPool all = new ClassPool().and(plugin).and(real);
        Set<String> unknown = new TreeSet<>();
        int seen = 0;
        for (String name : plugin.names()) {
            if (name.endsWith(".jelly")) {
                seen++;
                unknown.addAll(Tags.unknown(name, plugin.file(name).orElseThrow(), all));
            } else if (name.startsWith(OURS + "jenkins/")) {
                // constants of a class are its text as they are
                String constants = new String(plugin.file(name).orElseThrow(), StandardCharsets.ISO_8859_1);
                unknown.addAll(Tags.unknownSymbols(name, constants, all));
            }
        }

        assertThat(seen).isGreaterThan(30);
        assertThat(unknown).isEmpty();
    }
}
