package io.jenkins.plugins.testeddelivery.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns nodes into values of the wanted type; another type is a problem that says what was found and expected. */
record Values(Problems problems) {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    void problem(Node node, String message) {
        problems.add(node, message);
    }

    static boolean empty(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** Whether nobody put a tag of their own on the node. */
    static boolean plainTag(Node node) {
        Tag tag = node.getTag();
        return node instanceof ScalarNode
                ? tag.equals(Tag.STR) || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) || tag.equals(Tag.BOOL)
                : tag.equals(Tag.MAP) || tag.equals(Tag.SEQ);
    }

    /** The first half of a message: {@code components.api.path is a list}. */
    String said(String where, Node node) {
        return (where.isEmpty() ? "the file" : where) + " is " + found(node);
    }

    private static String found(Node node) {
        if (empty(node)) {
            return "empty";
        }
        if (!plainTag(node)) {
            return "tagged " + Quoted.of(node.getTag().getValue());
        }
        return node instanceof ScalarNode scalar
                ? Quoted.of(scalar.getValue())
                : node instanceof SequenceNode ? "a list" : "a mapping";
    }

    Optional<String> key(Node node, String where) {
        if (node instanceof ScalarNode scalar
                && (plainTag(node) || scalar.getValue().equals("<<"))) {
            return Optional.of(scalar.getValue());
        }
        problem(node, "a key" + (where.isEmpty() ? "" : " in " + where) + " is " + found(node) + "; expected a name");
        return Optional.empty();
    }

    /** Text, or a number as it is written. */
    Optional<String> text(String where, Node node) {
        if (node.getTag().equals(Tag.BOOL)) {
            problem(node, said(where, node) + "; expected text, in quotes if this was meant");
            return Optional.empty();
        }
        return scalar(where, node, "text").filter(text -> {
            if (text.isBlank()) {
                problem(node, where + " is empty; expected text");
            }
            return !text.isBlank();
        });
    }

    /** A list of texts. */
    List<String> texts(String where, Node node) {
        return list(where, node, "a list of texts, such as [\"one\", \"two\"]", this::text);
    }

    /** A list's items, those that are wrong left out. */
    <T> List<T> list(String where, Node node, String expected, BiFunction<String, Node, Optional<T>> item) {
        List<T> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence && plainTag(node)) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                item.apply(where + "[" + (i + 1) + "]", sequence.getValue().get(i))
                        .ifPresent(items::add);
            }
        } else {
            problem(node, said(where, node) + "; expected " + expected);
        }
        return items;
    }

    /** An argument list as it is; a text is run by a shell. */
    List<String> command(String where, Node node) {
        String expected = "a command: an argument list, or text for sh -c";
        if (!(node instanceof SequenceNode)) {
            return scalar(where, node, expected)
                    .filter(text -> !blank(where, node, text))
                    .map(text -> List.of("sh", "-c", text))
                    .orElse(List.of());
        }
        List<String> argv = list(where, node, expected, (at, item) -> scalar(at, item, "text"));
        blank(where, node, argv.isEmpty() ? "" : argv.get(0));
        return argv;
    }

    private boolean blank(String where, Node node, String program) {
        if (program.isBlank()) {
            problem(node, where + " has no program; expected a command");
        }
        return program.isBlank();
    }

    Optional<Duration> duration(String where, Node node, boolean zeroAllowed) {
        String expected = "a duration such as 500ms, 60s, 30m, 2h or 7d";
        Optional<String> text = scalar(where, node, expected);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(text.get());
        Duration duration = matcher.matches() ? of(Long.parseLong(matcher.group(1)), matcher.group(2)) : null;
        if (duration == null || duration.isZero() && !zeroAllowed) {
            problem(node, said(where, node) + "; expected " + expected);
            return Optional.empty();
        }
        return Optional.of(duration);
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Environment variables or build arguments; the values may be secret and are never shown. */
    Map<String, String> variables(String where, Node node) {
        Map<String, String> variables = new LinkedHashMap<>();
        Section section = Section.free(this, where, node);
        if (!(node instanceof MappingNode)) {
            return variables;
        }
        for (String name : section.keys()) {
            Node value = section.value(name).orElseThrow();
            if (!VARIABLE.matcher(name).matches()) {
                section.problem(name, Quoted.of(name) + " is no name of a variable; expected letters, digits and '_'");
            } else if (value instanceof ScalarNode scalar
                    && plainTag(value)
                    && scalar.getValue().indexOf('\0') < 0) {
                variables.put(name, scalar.getValue());
            } else {
                problem(value, section.where(name) + " is no text; expected text, '' for none");
            }
        }
        return variables;
    }

    Optional<Boolean> flag(String where, Node node) {
        if (!node.getTag().equals(Tag.BOOL)) {
            problem(node, said(where, node) + "; expected true or false");
            return Optional.empty();
        }
        return scalar(where, node, "true or false").map(Boolean::parseBoolean);
    }

    private Optional<String> scalar(String where, Node node, String expected) {
        if (!(node instanceof ScalarNode scalar) || !plainTag(node)) {
            problem(node, said(where, node) + "; expected " + expected);
            return Optional.empty();
        }
        if (scalar.getValue().indexOf('\0') >= 0) {
            problem(node, where + " holds a NUL character; expected " + expected);
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }
}
