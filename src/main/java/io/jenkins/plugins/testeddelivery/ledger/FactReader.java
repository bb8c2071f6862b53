package io.jenkins.plugins.testeddelivery.ledger;

import java.io.IOException;
import java.util.Map;

/** Turns stored values back into facts; the other way is {@link Fact#toMap()}. */
final class FactReader {
    private FactReader() {}

    static void fields(Fact fact, Map<String, Object> into) {
        throw new UnsupportedOperationException();
    }

    static Fact read(Map<String, Object> map) throws IOException {
        throw new UnsupportedOperationException();
    }
}
