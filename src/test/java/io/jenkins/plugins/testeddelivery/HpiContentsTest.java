package io.jenkins.plugins.testeddelivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/** Opens the packed plugin, after it was built: what a controller reads in it must be there, and nothing else. */
class HpiContentsTest {
    private static final String OURS = "io/jenkins/plugins/testeddelivery/";
    private static final String EXTENSION = "Lhudson/Extension;";
    private static Map<String, byte[]> hpi;
    private static Map<String, byte[]> jar;

    @BeforeAll
    static void open() throws IOException {
        hpi = entries(Files.readAllBytes(Path.of("target/tested-delivery.hpi")));
        jar = entries(hpi.get("WEB-INF/lib/tested-delivery.jar"));
    }

    @Test
    void shouldBundleAFixedListOfJars() {
        assertThat(hpi.keySet().stream().map(name -> name.replaceFirst("-[0-9][0-9.]*\\.jar$", ".jar")))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "WEB-INF/licenses.xml",
                        "WEB-INF/lib/tested-delivery.jar",
                        "WEB-INF/lib/docker-java-api.jar",
                        "WEB-INF/lib/docker-java-core.jar",
                        "WEB-INF/lib/docker-java-transport.jar",
                        "WEB-INF/lib/docker-java-transport-zerodep.jar",
                        "WEB-INF/lib/failsafe.jar",
                        "WEB-INF/lib/jgrapht-core.jar",
                        "WEB-INF/lib/jheaps.jar",
                        "WEB-INF/lib/apfloat.jar",
                        "WEB-INF/lib/jzlib.jar");
    }

    @Test
    void shouldNameTheLicenceOfEachBundledJar() {
        String licences = text(hpi.get("WEB-INF/licenses.xml"));

        for (String name : hpi.keySet()) {
            var bundled = Pattern.compile("WEB-INF/lib/(.+)-([0-9][0-9.]*)\\.jar").matcher(name);
            if (bundled.matches()) {
                assertThat(licences)
                        .contains("artifactId=\"" + bundled.group(1) + "\" version=\"" + bundled.group(2) + "\"");
            }
        }
        assertThat(licences).doesNotContain("${");
    }

    /** Without its attributes in the jar too, a controller's class filter refuses to save our objects. */
    @Test
    void shouldSayWhatItIsInBothManifests() throws IOException {
        Attributes outer = manifest(hpi);
        Attributes inner = manifest(jar);

        assertThat(outer.getValue("Short-Name")).isEqualTo("tested-delivery");
        assertThat(outer.getValue("Long-Name")).isEqualTo("Tested Delivery");
        assertThat(outer.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(outer.getValue("Artifact-Id")).isEqualTo("tested-delivery");
        assertThat(outer.getValue("Jenkins-Version")).isEqualTo("2.541.3");
        assertThat(outer.getValue("Hudson-Version")).isEqualTo("2.541.3");
        assertThat(outer.getValue("Url")).isEqualTo("https://github.com/jenkinsci/tested-delivery-plugin");
        assertThat(outer.getValue("Plugin-License-Name")).isEqualTo("MIT License");
        assertThat(outer.getValue("Plugin-ScmConnection")).startsWith("scm:git:https://github.com/jenkinsci/");
        assertThat(outer.getValue("Plugin-Version")).isEqualTo(outer.getValue("Implementation-Version"));
        assertThat(outer.getValue("Implementation-Title")).isNotBlank();
        assertThat(outer.getValue("Specification-Title")).isNotBlank();
        assertThat(outer.getValue("Specification-Version")).isNotBlank();
        for (Object name : outer.keySet()) {
            assertThat(outer.get(name)).as(name.toString()).asString().isNotBlank().doesNotContain("${");
            assertThat(inner.get(name)).as(name + " of the jar inside").isEqualTo(outer.get(name));
        }
        for (String never :
                List.of("Plugin-Class", "Mask-Classes", "PluginFirstClassLoader", "Minimum-Java-Version")) {
            assertThat(outer.getValue(never)).as(never).isNull();
            assertThat(inner.getValue(never)).as(never).isNull();
        }
    }

    @Test
    void shouldNameEachPluginThatItNeedsOnceWithAVersion() throws IOException {
        String[] needed = manifest(hpi).getValue("Plugin-Dependencies").split(",");

        assertThat(needed).allMatch(one -> one.matches("[a-z0-9-]+:[0-9][\\w.+-]*(;resolution:=optional)?"));
        assertThat(Arrays.stream(needed).map(one -> one.replaceFirst(":.*", "")))
                .doesNotHaveDuplicates()
                .contains("jackson2-api", "snakeyaml-engine-api", "commons-compress-api", "workflow-step-api", "git");
    }

    @Test
    void shouldHoldOurClassesButNotTheCommandNorWhatIsOnlyDeclared() {
        assertThat(jar.keySet().stream().filter(name -> name.endsWith(".class")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(OURS))
                .noneMatch(name -> name.startsWith(OURS + "cli/"))
                .noneMatch(name -> name.endsWith("Test.class") || name.endsWith("IT.class"));
        assertThat(jar).containsKey("index.jelly").containsKey(OURS + "rules/layered.yaml");
        assertThat(jar.keySet().stream().filter(name -> name.startsWith(OURS + "demo/"))).isEmpty();
    }

    @Test
    void shouldIndexEveryExtension() {
        TreeSet<String> marked = new TreeSet<>();
        for (ClassNode type : ourClasses()) {
            boolean member = Stream.concat(
                            type.methods.stream().map(method -> method.visibleAnnotations),
                            type.fields.stream().map(field -> field.visibleAnnotations))
                    .anyMatch(HpiContentsTest::isExtension);
            if (isExtension(type.visibleAnnotations) || member) {
                marked.add(type.name.replace('/', '.'));
            }
        }
        byte[] index = jar.get("META-INF/annotations/hudson.Extension");

        if (marked.isEmpty()) {
            assertThat(index).isNull();
        } else {
            String written = new String(index, StandardCharsets.ISO_8859_1);
            assertThat(marked).allMatch(written::contains);
        }
    }

    @Test
    void shouldIndexEverySymbolInOrder() {
        TreeSet<String> marked = ourClasses().stream()
                .filter(type -> type.visibleAnnotations != null
                        && type.visibleAnnotations.stream().anyMatch(one -> one.desc.equals("Lorg/jenkinsci/Symbol;")))
                .map(type -> type.name.replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        byte[] index = jar.get("META-INF/services/annotations/org.jenkinsci.Symbol");

        assertThat(index == null ? List.of() : text(index).lines().toList()).isEqualTo(List.copyOf(marked));
    }

    /** The hosted build writes the attribute only if every extension says yes; saying nothing is no yes. */
    @Test
    void shouldAllowDynamicLoadingAsEveryExtensionDoes() throws IOException {
        assertThat(manifest(hpi).getValue("Support-Dynamic-Loading")).isEqualTo("true");

        for (ClassNode type : ourClasses()) {
            Stream.of(
                            Stream.ofNullable(type.visibleAnnotations),
                            type.methods.stream().map(method -> method.visibleAnnotations),
                            type.fields.stream().map(field -> field.visibleAnnotations))
                    .flatMap(annotations -> annotations)
                    .filter(Objects::nonNull)
                    .flatMap(List::stream)
                    .filter(one -> one.desc.equals(EXTENSION))
                    .forEach(one -> assertThat(dynamicLoadable(one)).as(type.name).isEqualTo("YES"));
        }
    }

    /** That two builds make the same bytes, {@code .ci/same-bytes} shows. */
    @Test
    void shouldHoldNothingOfWhenAndWhereItWasBuilt() throws IOException {
        String here = Path.of("").toAbsolutePath().toString();
        for (Map<String, byte[]> archive : List.of(hpi, jar)) {
            assertThat(archive.keySet()).noneMatch(name -> name.contains("pom.properties"));
            for (Object attribute : manifest(archive).keySet()) {
                assertThat(attribute.toString()).isNotIn("Built-By", "Build-Jdk", "Build-Time", "Bnd-LastModified");
            }
        }
        for (Map.Entry<String, byte[]> entry : jar.entrySet()) {
            assertThat(new String(entry.getValue(), StandardCharsets.ISO_8859_1).contains(here))
                    .as("%s names the folder it was built in", entry.getKey())
                    .isFalse();
        }
        for (byte[] archive : List.of(
                Files.readAllBytes(Path.of("target/tested-delivery.hpi")), hpi.get("WEB-INF/lib/tested-delivery.jar"))) {
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    assertThat(entry.getTimeLocal().toString()).as(entry.getName()).startsWith("2026-01-01T00:00");
                }
            }
        }
    }

    @Test
    void shouldLeaveTheCommandWithoutAnythingOfJenkins() throws IOException {
        assertThat(entries(Files.readAllBytes(Path.of("target/delivery.jar"))).keySet())
                .noneMatch(name -> name.startsWith(OURS + "jenkins/"))
                .noneMatch(name -> name.startsWith("hudson/") || name.startsWith("jenkins/"))
                .noneMatch(name -> name.startsWith("org/kohsuke/") || name.startsWith("org/jenkinsci/"))
                .noneMatch(name -> name.startsWith("META-INF/annotations/"))
                .noneMatch(name -> name.endsWith(".jelly"));
    }

    private static String dynamicLoadable(AnnotationNode extension) {
        List<Object> values = extension.values == null ? List.of() : extension.values;
        int at = values.indexOf("dynamicLoadable");
        return at < 0 ? "MAYBE" : ((String[]) values.get(at + 1))[1];
    }

    private static boolean isExtension(List<AnnotationNode> annotations) {
        return annotations != null && annotations.stream().anyMatch(one -> one.desc.equals(EXTENSION));
    }

    private static List<ClassNode> ourClasses() {
        return jar.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(OURS + "jenkins/") && entry.getKey().endsWith(".class"))
                .map(entry -> {
                    ClassNode node = new ClassNode();
                    new ClassReader(entry.getValue()).accept(node, ClassReader.SKIP_CODE);
                    return node;
                })
                .toList();
    }

    private static Attributes manifest(Map<String, byte[]> archive) throws IOException {
        try (InputStream in = new ByteArrayInputStream(archive.get("META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
