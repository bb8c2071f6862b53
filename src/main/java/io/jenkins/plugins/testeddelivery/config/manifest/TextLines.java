package io.jenkins.plugins.testeddelivery.config.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A manifest that is read line by line. */
public final class TextLines {
    private TextLines() {}

    /** @throws Unreadable for what is no UTF-8, or holds the marks of a merge conflict */
    public static String text(byte[] bytes) throws Unreadable {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable(0, "this is not UTF-8");
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int line = 0;
        if (text.contains("<<<<<<< ") || text.contains(">>>>>>> ")) {
            for (String one : text.split("\n", -1)) {
                line++;
                if (one.startsWith("<<<<<<< ") || one.startsWith(">>>>>>> ")) {
                    throw new Unreadable(line, "a merge conflict is not resolved here");
                }
            }
        }
        return text;
    }

    /** Without their ends. */
    public static List<String> of(byte[] bytes) throws Unreadable {
        return text(bytes).lines().toList();
    }
}
