package io.jenkins.plugins.testeddelivery.config.content;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import java.io.IOException;

/** Writes a value down token by token: equal values have equal texts, whatever the layout was. */
final class Tokens {
    private static final int MOST_LEVELS = 200;

    private Tokens() {}

    /** The value that the parser stands on, to its end. */
    static String value(JsonParser parser) throws IOException, Unreadable {
        StringBuilder text = new StringBuilder();
        int level = 0;
        for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
            if (token == null) {
                throw new Unreadable(0, "expected a value");
            }
            level += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (level > MOST_LEVELS) {
                throw new Unreadable(0, "nested too deeply; expected at most " + MOST_LEVELS + " levels");
            }
            text.append(token.id());
            if (!token.isStructStart() && !token.isStructEnd()) {
                // its length goes before a text: nothing in it can look like another token
                text.append(' ').append(parser.getText().length()).append(' ').append(parser.getText());
            }
            text.append('\n');
            if (level == 0) {
                return text.toString();
            }
        }
    }

    /** @throws Unreadable if the document goes on */
    static void end(JsonParser parser) throws IOException, Unreadable {
        if (parser.nextToken() != null) {
            throw new Unreadable(0, "there is text after the end of the document");
        }
    }
}
