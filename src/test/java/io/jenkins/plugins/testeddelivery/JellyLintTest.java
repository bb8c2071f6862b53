package io.jenkins.plugins.testeddelivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads every Jelly file as a careful reviewer would: escaped, translated, explained, and nothing inline. */
class JellyLintTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern FOREIGN =
            Pattern.compile("(src|href|action)=[\"']?(https?:)?//|url\\([\"']?(https?:)?//|@import|\\beval\\(");
    private static final Pattern KEY = Pattern.compile("\\$\\{%([^}(]+)[}(]");
    private static final Pattern SETTER = Pattern.compile("@DataBoundSetter\\s+public\\s+\\S+\\s+set(\\w)(\\w*)\\(");
    private static final Pattern CONSTRUCTOR = Pattern.compile("@DataBoundConstructor\\s+public\\s+\\w+\\(([^)]*)\\)");

    /** What core or our own code makes, and no name that somebody chose. */
    private static final List<String> TRUSTED =
            List.of("${h.getActionUrl(it.url, action)}", "${it.iconFileName}", "${attrs.icon}");

    @Test
    void shouldEscapeByDefaultInItsFirstLine() throws IOException {
        for (Path file : files(".jelly")) {
            assertThat(Files.readAllLines(file).get(0)).as(file.toString()).isEqualTo(
                    "<?jelly escape-by-default='true'?>");
        }
    }

    @Test
    void shouldBeWellFormedAndHoldNothingInline() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(".jelly")) {
            for (Element element : elements(file)) {
                String name = element.getTagName();
                if (name.equals("style") || name.equals("script") && !element.hasAttribute("src") && !isData(element)) {
                    wrong.add(file + ": inline <" + name + ">");
                }
                if (name.equals("j:out")) {
                    wrong.add(file + ": <j:out> writes unescaped");
                }
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    String attribute = element.getAttributes().item(i).getNodeName().toLowerCase(Locale.ROOT);
                    if (attribute.equals("style") || attribute.matches("on[a-z]+") && !name.contains(":")) {
                        wrong.add(file + ": attribute " + attribute + " of <" + name + ">");
                    }
                    if (attribute.equals("checkurl") && !element.hasAttribute("checkDependsOn")) {
                        wrong.add(file + ": checkUrl without checkDependsOn");
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldPutNoExpressionWhereTextBecomesScriptOrAnotherPlace() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Path file : files(".jelly")) {
            for (Element element : elements(file)) {
                for (String attribute : List.of("href", "src", "action", "srcdoc", "xlink:href")) {
                    String value = element.getAttribute(attribute);
                    if (value.startsWith("${") && !value.startsWith("${rootURL}") && !TRUSTED.contains(value)) {
                        wrong.add(file + ": " + attribute + "=\"" + value + "\" of <" + element.getTagName() + ">");
                    }
                }
                if (element.getTagName().equals("st:out") || element.getAttribute("escapeText").equals("false")) {
                    wrong.add(file + ": writes unescaped");
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldFindEachKeyInThePropertiesBesideIt() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path file : files(".jelly")) {
            Properties words = new Properties();
            Path beside = Path.of(file.toString().replaceFirst("\\.jelly$", ".properties"));
            if (Files.exists(beside)) {
                try (var reader = Files.newBufferedReader(beside)) {
                    words.load(reader);
                }
            }
            Matcher key = KEY.matcher(Files.readString(file));
            while (key.find()) {
                if (!words.containsKey(key.group(1).strip())) {
                    missing.add(file + ": %" + key.group(1));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** The page's policy lets nothing in from elsewhere. */
    @Test
    void shouldLoadNothingFromOtherHosts() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String suffix : List.of(".jelly", ".js", ".css")) {
            for (Path file : files(suffix)) {
                if (FOREIGN.matcher(Files.readString(file)).find()) {
                    wrong.add(file.toString());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldGiveEachStepAFormAndAHelp() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> steps = sources.map(path -> SOURCES.relativize(path).toString())
                    .filter(name -> name.matches(".*/steps/(?!Engine)\\w+Step\\.java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();

            assertThat(steps).hasSize(5);
            assertThat(steps).allSatisfy(step -> {
                assertThat(RESOURCES.resolve(step).resolve("config.jelly")).exists();
                assertThat(RESOURCES.resolve(step).resolve("help.html")).isNotEmptyFile();
            });
        }
    }

    @Test
    void shouldExplainEachSettableField() throws IOException {
        List<String> missing = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (String field : fields(Files.readString(source))) {
                    String type = SOURCES.relativize(source).toString().replaceFirst("\\.java$", "");
                    Path help = RESOURCES.resolve(type).resolve("help-" + field + ".html");
                    if (!Files.exists(help)) {
                        missing.add(help.toString());
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static List<String> fields(String source) {
        List<String> fields = new ArrayList<>();
        Matcher setter = SETTER.matcher(source);
        while (setter.find()) {
            fields.add(setter.group(1).toLowerCase(Locale.ROOT) + setter.group(2));
        }
        Matcher constructor = CONSTRUCTOR.matcher(source);
        while (constructor.find()) {
            Stream.of(constructor.group(1).split(","))
                    .filter(parameter -> !parameter.isBlank())
                    .forEach(parameter -> fields.add(parameter.strip().replaceFirst("(?s).*\\s", "")));
        }
        return fields;
    }

    private static boolean isData(Element script) {
        return script.getAttribute("type").equals("application/json");
    }

    private static List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static List<Element> elements(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList nodes = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(file))))
                .getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
