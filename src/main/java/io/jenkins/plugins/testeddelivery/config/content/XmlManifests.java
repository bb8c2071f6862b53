package io.jenkins.plugins.testeddelivery.config.content;

import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import io.jenkins.plugins.testeddelivery.config.manifest.XmlElements;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML: elements, attributes in any order, and texts without the white space around them. */
final class XmlManifests {
    private static final Set<String> MAVEN = Set.of(
            "project/parent",
            "project/packaging",
            "project/properties",
            "project/prerequisites",
            "project/dependencyManagement",
            "project/dependencies",
            "project/repositories",
            "project/pluginRepositories",
            "project/build/plugins",
            "project/build/pluginManagement",
            "project/build/extensions",
            "project/profiles",
            "project/modules",
            "project/subprojects");

    private static final int MOST_LEVELS = 200;

    private final Set<String> sections;
    private final StringBuilder dependencies = new StringBuilder();
    private final StringBuilder rest = new StringBuilder();
    private final StringBuilder path = new StringBuilder();
    private int level;
    /** The level at which the section of dependencies that we are in begins; 0: we are in none. */
    private int since;

    private XmlManifests(Set<String> sections) {
        this.sections = sections;
    }

    static Manifest pom(byte[] content) throws Unreadable {
        return new XmlManifests(MAVEN).read(content);
    }

    static Manifest any(byte[] content) throws Unreadable {
        XmlManifests read = new XmlManifests(Set.of());
        Manifest parts = read.read(content);
        return Manifest.whole(parts.rest());
    }

    private Manifest read(byte[] content) throws Unreadable {
        try {
            XMLStreamReader reader = XmlElements.reader(content);
            while (reader.hasNext()) {
                event(reader, reader.next());
            }
        } catch (XMLStreamException e) {
            throw new Unreadable(0, "this is not XML: " + e.getMessage());
        }
        return new Manifest(dependencies.toString(), rest.toString());
    }

    private void event(XMLStreamReader reader, int event) throws Unreadable {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reader);
            case XMLStreamConstants.END_ELEMENT -> {
                part().append("/\n");
                level--;
                since = since > level ? 0 : since;
                path.setLength(Math.max(0, path.lastIndexOf("/")));
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                String text = reader.getText().strip();
                if (!text.isEmpty()) {
                    part().append("text ").append(text.length()).append(' ').append(text).append('\n');
                }
            }
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> part().append("? ")
                    .append(reader.getPITarget())
                    .append(' ')
                    .append(reader.getPIData())
                    .append('\n');
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new Unreadable(
                    0, "a document type may mean anything");
            default -> {
                // comments, white space, begin and end
            }
        }
    }

    private void start(XMLStreamReader reader) throws Unreadable {
        if (++level > MOST_LEVELS) {
            throw new Unreadable(0, "nested too deeply; expected at most " + MOST_LEVELS + " levels");
        }
        path.append(level == 1 ? "" : "/").append(reader.getLocalName());
        if (since == 0 && sections.contains(path.toString())) {
            since = level;
        }
        StringBuilder into = part().append("< ").append(reader.getName());
        Set<String> attributes = new TreeSet<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeName(i).toString().endsWith("}space")) {
                throw new Unreadable(0, "white space is kept here");
            }
            String value = reader.getAttributeValue(i);
            attributes.add(reader.getAttributeName(i) + " " + value.length() + " " + value);
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            attributes.add("xmlns " + reader.getNamespacePrefix(i) + " " + reader.getNamespaceURI(i));
        }
        attributes.forEach(attribute -> into.append(' ').append(attribute));
        into.append('\n');
    }

    private StringBuilder part() {
        return since > 0 ? dependencies : rest;
    }
}
