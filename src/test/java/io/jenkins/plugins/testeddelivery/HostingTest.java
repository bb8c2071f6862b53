package io.jenkins.plugins.testeddelivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds what Jenkins asks of a hosted plugin, and the build for where its repository can be reached to the default one:
 * that build cannot be run everywhere, but it can say the same.
 */
class HostingTest {
    @Test
    void shouldNeedTheSamePluginsAndBundleTheSameJarsInBothBuilds() throws Exception {
        Map<String, String> hosted = dependencies("pom-jenkins.xml", "compile");
        String needed = manifest().getMainAttributes().getValue("Plugin-Dependencies");
        TreeSet<String> bundled = texts(Path.of("src/hpi/assembly.xml"), "include").stream()
                .filter(text -> text.contains(":"))
                .map(text -> text.replaceFirst(".*:", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        TreeSet<String> both = Arrays.stream(needed.split(","))
                .map(one -> one.replaceFirst(":.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        both.addAll(bundled);

        assertThat(hosted.keySet()).isEqualTo(both);
        assertThat(property("pom-jenkins.xml", "hpi.bundledArtifacts").split(",")).containsExactlyElementsOf(bundled);
        Map<String, String> ours = dependencies("pom.xml", "compile");
        bundled.stream()
                .filter(ours::containsKey)
                .forEach(name -> assertThat(resolved("pom-jenkins.xml", hosted.get(name)))
                        .as(name)
                        .isEqualTo(resolved("pom.xml", ours.get(name))));
        assertThat(bundled).filteredOn(ours::containsKey).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void shouldBeBuiltForOneBaselineInBothBuilds() throws IOException {
        assertThat(property("pom-jenkins.xml", "jenkins.baseline") + ".3")
                .isEqualTo(manifest().getMainAttributes().getValue("Jenkins-Version"));
        assertThat(Files.readString(Path.of("pom-jenkins.xml")))
                .contains("<artifactId>bom-${jenkins.baseline}.x</artifactId>")
                .contains("<packaging>hpi</packaging>")
                .doesNotContain("java.level")
                .doesNotContain("maven.compiler.")
                .doesNotContain("<developers>");
    }

    /** What is compiled there is packed there. */
    @Test
    void shouldLeaveTheCommandOutOfTheHostedBuild() throws IOException {
        assertThat(Files.readString(Path.of("pom-jenkins.xml")))
                .contains("<exclude>io/jenkins/plugins/testeddelivery/cli/**</exclude>")
                .contains("<exclude>demo/**</exclude>")
                .doesNotContain("picocli");
    }

    @Test
    void shouldBePipelinesOnlyCallWithPlainValues() throws IOException {
        String pipeline = Files.readString(Path.of("Jenkinsfile")).replaceAll("//[^\n]*", "");

        assertThat(pipeline.replaceAll("\\s+", " ").strip())
                .matches("buildPlugin\\( (\\w+: (true|false|'\\w+'), )*configurations: "
                        + "\\[( \\[platform: '(linux|windows)', jdk: (21|25)\\],)+ ?\\]\\)");
    }

    @Test
    void shouldHoldTheFilesThatHostingLooksFor() throws IOException {
        assertThat(Path.of(".github/CODEOWNERS"))
                .hasContent("* @jenkinsci/tested-delivery-plugin-developers");
        assertThat(Files.readString(Path.of(".github/workflows/jenkins-security-scan.yml")))
                .contains("uses: jenkins-infra/jenkins-security-scan/.github/workflows/jenkins-security-scan.yaml@v2");
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("target", "work");
        assertThat(Path.of(".github/renovate.json")).isNotEmptyFile();
        assertThat(Files.readString(Path.of("LICENSE"))).startsWith("MIT License");
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeBetween(10, 100);
        assertThat(Path.of(".mvn")).as("continuous delivery needs an extension from Jenkins' repository").doesNotExist();
    }

    private static Manifest manifest() throws IOException {
        try (var in = Files.newInputStream(Path.of("src/hpi/MANIFEST.MF"))) {
            return new Manifest(in);
        }
    }

    private static String property(String pom, String name) throws IOException {
        var found = Pattern.compile("<" + Pattern.quote(name) + ">([^<]*)</").matcher(Files.readString(Path.of(pom)));
        assertThat(found.find()).as("%s of %s", name, pom).isTrue();
        return found.group(1);
    }

    private static String resolved(String pom, String version) {
        try {
            return version.startsWith("${") ? property(pom, version.substring(2, version.length() - 1)) : version;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names and versions of a POM's own dependencies of a scope. */
    private static Map<String, String> dependencies(String pom, String scope) throws Exception {
        Map<String, String> found = new TreeMap<>();
        Element project = parse(Path.of(pom)).getDocumentElement();
        for (Element dependencies : children(project, "dependencies").toList()) {
            for (Element one : children(dependencies, "dependency").toList()) {
                if (text(one, "scope", "compile").equals(scope)) {
                    found.put(text(one, "artifactId", ""), text(one, "version", ""));
                }
            }
        }
        return found;
    }

    private static List<String> texts(Path file, String name) throws Exception {
        NodeList nodes = parse(file).getElementsByTagName(name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Document parse(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static String text(Element parent, String name, String otherwise) {
        return children(parent, name).findFirst().map(Element::getTextContent).orElse(otherwise);
    }

    private static Stream<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found.stream();
    }
}
