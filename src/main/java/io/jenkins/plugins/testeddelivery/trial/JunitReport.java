package io.jenkins.plugins.testeddelivery.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What one JUnit XML report counts. Read as a stream, without document type, entities or anything from elsewhere: a
 * report is written by the code under test.
 *
 * @param junit whether it is a JUnit report at all
 */
record JunitReport(boolean junit, long tests, long failed) implements Serializable {
    /** @throws IOException if it is not well-formed, or has a document type */
    static JunitReport read(InputStream in) throws IOException {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(in);
            try {
                return new Counting(reader).count();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            // the message repeats text of the report and may be long; the place is enough
            throw new IOException("is no well-formed XML (line " + e.getLocation().getLineNumber() + ")", e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** Walks through one report. */
    private static final class Counting {
        private final XMLStreamReader reader;
        private final Deque<String> open = new ArrayDeque<>();
        private long cases;
        private long failedCases;
        private long statedTests;
        private long statedFailed;
        private boolean caseFailed;
        private boolean junit;

        Counting(XMLStreamReader reader) {
            this.reader = reader;
        }

        JunitReport count() throws XMLStreamException, IOException {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD -> throw new IOException("has a document type, which no report needs");
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw new IOException("refers to an entity");
                    case XMLStreamConstants.START_ELEMENT -> start(reader.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> end();
                    default -> {
                        // text and comments count for nothing
                    }
                }
            }
            // suites that fail as a whole say so in their numbers alone: the worse of the two counts
            return new JunitReport(junit, Math.max(cases, statedTests), Math.max(failedCases, statedFailed));
        }

        private void start(String element) {
            if (open.isEmpty()) {
                junit = "testsuites".equals(element) || "testsuite".equals(element);
            }
            switch (element) {
                case "testsuite" -> {
                    if (!open.contains("testsuite")) {
                        statedTests += stated("tests");
                        statedFailed += stated("failures") + stated("errors");
                    }
                }
                case "testcase" -> {
                    cases++;
                    caseFailed = false;
                }
                case "failure", "error" -> fail();
                default -> {
                    // properties, output, what tools add
                }
            }
            open.push(element);
        }

        /** One failed case counts once, however much it says; a suite's own error is one more. */
        private void fail() {
            if ("testcase".equals(open.peek())) {
                failedCases += caseFailed ? 0 : 1;
                caseFailed = true;
            } else if ("testsuite".equals(open.peek())) {
                failedCases++;
            }
        }

        private void end() {
            open.pop();
        }

        private long stated(String attribute) {
            String value = reader.getAttributeValue(null, attribute);
            try {
                return value == null ? 0 : Math.max(0, Integer.parseInt(value.trim()));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
