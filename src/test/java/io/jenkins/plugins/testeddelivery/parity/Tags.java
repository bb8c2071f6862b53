package io.jenkins.plugins.testeddelivery.parity;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Finds Jenkins' tags and symbols that Jelly files use, and whether they are there. */
final class Tags {
    private static final String STAPLER = "jelly:stapler";
    private static final Pattern MENTIONED = Pattern.compile("attrs\\.([A-Za-z_]\\w*)");
    private static final Pattern SYMBOL = Pattern.compile("symbol-([a-z0-9-]+)(?: plugin-([a-z0-9-]+))?");

    private final ClassPool real;
    private final Set<String> wrong = new TreeSet<>();

    private Tags(ClassPool real) {
        this.real = real;
    }

    /** A sentence for each tag, attribute or symbol of a Jelly file that does not exist. */
    static Set<String> unknown(String file, byte[] jelly, ClassPool real) throws Exception {
        Tags tags = new Tags(real);
        for (Element element : elements(jelly)) {
            String library = element.getNamespaceURI();
            if (library != null && library.startsWith("/")) {
                tags.check(file, element, library.substring(1) + "/" + element.getLocalName() + ".jelly");
            }
        }
        tags.wrong.addAll(unknownSymbols(file, new String(jelly, StandardCharsets.UTF_8), real));
        return tags.wrong;
    }

    /** A sentence for each symbol that a text names and that neither the war nor the plugin it names has. */
    static Set<String> unknownSymbols(String where, String text, ClassPool real) {
        Set<String> unknown = new TreeSet<>();
        Matcher symbol = SYMBOL.matcher(text);
        while (symbol.find()) {
            if (!real.names().contains("images/symbols/" + symbol.group(1) + ".svg")) {
                unknown.add(where + ": there is no symbol " + symbol.group());
            }
        }
        return unknown;
    }

    private void check(String file, Element element, String definition) throws Exception {
        Optional<byte[]> tag = real.file(definition);
        if (tag.isEmpty()) {
            wrong.add(file + ": there is no tag " + definition);
            return;
        }
        Set<String> known = new TreeSet<>();
        // attributes that the tag uses and does not document are there all the same
        Matcher mentioned = MENTIONED.matcher(new String(tag.get(), StandardCharsets.UTF_8));
        while (mentioned.find()) {
            known.add(mentioned.group(1));
        }
        for (Element attribute : elements(tag.get())) {
            if (STAPLER.equals(attribute.getNamespaceURI()) && attribute.getLocalName().equals("attribute")) {
                String name = attribute.getAttribute("name");
                known.add(name);
                if (attribute.getAttribute("use").equals("required") && !element.hasAttribute(name)) {
                    wrong.add(file + ": <" + element.getTagName() + "> needs " + name);
                }
            }
        }
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (!attribute.getName().startsWith("xmlns") && !known.contains(attribute.getName())) {
                wrong.add(file + ": <" + element.getTagName() + "> has no attribute " + attribute.getName());
            }
        }
    }

    private static List<Element> elements(byte[] jelly) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        NodeList nodes = factory.newDocumentBuilder().parse(new ByteArrayInputStream(jelly)).getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
