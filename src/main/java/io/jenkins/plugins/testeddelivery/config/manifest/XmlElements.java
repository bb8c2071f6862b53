package io.jenkins.plugins.testeddelivery.config.manifest;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks through XML element by element. Document types and external entities are off, and depth has a limit. */
public final class XmlElements {
    private static final int MOST_LEVELS = 200;
    private static final XMLInputFactory FACTORY = factory();

    private XmlElements() {}

    /** Hears of every element, with all that it lies in. */
    interface Listener {
        /** @param path local names from the root's to the element's own, {@code /} between */
        void start(String path, XMLStreamReader element) throws Unreadable;

        /** @param text what stands directly in the element, stripped */
        void end(String path, String text, int line) throws Unreadable;
    }

    static void walk(byte[] bytes, Listener listener) throws Unreadable {
        Deque<StringBuilder> texts = new ArrayDeque<>();
        Deque<Integer> lengths = new ArrayDeque<>();
        StringBuilder path = new StringBuilder();
        try {
            XMLStreamReader reader = reader(bytes);
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        lengths.push(path.length());
                        texts.push(new StringBuilder());
                        if (texts.size() > MOST_LEVELS) {
                            throw new Unreadable(
                                    line(reader), "nested too deeply; expected at most " + MOST_LEVELS + " levels");
                        }
                        path.append(path.isEmpty() ? "" : "/").append(reader.getLocalName());
                        listener.start(path.toString(), reader);
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        listener.end(path.toString(), texts.pop().toString().strip(), line(reader));
                        path.setLength(lengths.pop());
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!texts.isEmpty()) {
                            texts.peek().append(reader.getText());
                        }
                    }
                    default -> {
                        // comments and the like say nothing
                    }
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
            throw new Unreadable(line, "this is not XML: " + e.getMessage().replaceAll("(?s).*Message: ", ""));
        }
    }

    /** For those who need more than elements. */
    public static XMLStreamReader reader(byte[] bytes) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    private static int line(XMLStreamReader reader) {
        return reader.getLocation().getLineNumber();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
