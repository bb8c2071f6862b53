package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML document into nodes that know where they stand. Size, depth and aliases have limits, so that no file
 * can fill the memory or the stack.
 */
final class YamlFile {
    static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LEVELS = 50;
    private static final int MOST_ALIASES = 500;

    private YamlFile() {}

    /**
     * The document's root; empty if the file says nothing.
     *
     * @throws Failure of kind USAGE with file, line and column
     */
    static Optional<Node> read(byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            throw problems.fatal(
                    1, 1, "the file has " + bytes.length + " bytes; expected a configuration of at most " + MOST_BYTES);
        }
        String text = decode(bytes, problems);
        try {
            checkLimits(text, problems);
            return new Compose(settings(problems)).composeString(text);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw problems.fatal(
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1,
                    "this is not YAML: " + oneLine(e));
        } catch (ReaderException e) {
            throw at(
                    text,
                    text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length()))),
                    String.format("character U+%04X is not allowed in YAML; remove it", e.getCodePoint()),
                    problems);
        } catch (YamlEngineException e) {
            throw problems.fatal(1, 1, "this is not YAML: " + Quoted.text(String.valueOf(e.getMessage()), 200));
        }
    }

    /** The root of a file that ships with us: no limits to check, and every start of the command waits for it. */
    static Node readOwn(byte[] bytes, Problems problems) {
        return new Compose(settings(problems))
                .composeString(new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow();
    }

    /** The parser below keeps no stack of its own calls, the composer does; so what is too deep must not reach it. */
    private static void checkLimits(String text, Problems problems) {
        int depth = 0;
        int aliases = 0;
        int documents = 0;
        for (Event event : new Parse(settings(problems)).parseString(text)) {
            int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
            int column = event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> aliases++;
                case DocumentStart -> documents++;
                default -> {
                    // says nothing of the limits
                }
            }
            if (depth > MOST_LEVELS) {
                throw problems.fatal(line, column, "nested too deeply; expected at most " + MOST_LEVELS + " levels");
            }
            if (aliases > MOST_ALIASES) {
                throw problems.fatal(line, column, "too many aliases; expected at most " + MOST_ALIASES);
            }
            if (documents > 1) {
                throw problems.fatal(line, column, "a second document starts here; expected one only");
            }
        }
    }

    private static LoadSettings settings(Problems problems) {
        return LoadSettings.builder()
                .setLabel(problems.file())
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(MOST_BYTES)
                .setUseMarks(true)
                .build();
    }

    private static String decode(byte[] bytes, Problems problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String found = String.format("byte 0x%02X is not UTF-8; save the file as UTF-8", bytes[in.position()]);
            throw at(text, text.length(), found, problems);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Failure at(String text, int index, String problem, Problems problems) {
        String before = text.substring(0, index);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
        return problems.fatal(line, column, problem);
    }

    private static String oneLine(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return Quoted.text(context + e.getProblem(), 200);
    }
}
