package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Stage;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Dockerfile's lines in the order and by the rules of BuildKit's own parser. */
final class DockerfileParser {
    private static final Set<String> KEYWORDS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");
    private static final Set<String> WITH_HEREDOC = Set.of("ADD", "COPY", "RUN");
    private static final Set<String> WITH_JSON =
            Set.of("ADD", "CMD", "COPY", "ENTRYPOINT", "ONBUILD", "RUN", "SHELL", "VOLUME");
    /** Their words are split before quotes are looked at. */
    private static final Set<String> SPLIT_FIRST = Set.of("ADD", "COPY", "FROM", "VOLUME");

    private static final Pattern DIRECTIVE =
            Pattern.compile("#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(\\S.*)", Pattern.DOTALL);
    private static final Pattern KNOWN_FRONTEND =
            Pattern.compile("(docker\\.io/)?docker/dockerfile(-upstream)?([:@][\\w.:@-]+)?");
    private static final Pattern HEREDOC = Pattern.compile("\\d*<<(-?)([^<]+)");

    private final String[] lines;
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private boolean understood = true;
    private char escape = '\\';
    private int next;

    DockerfileParser(String text) {
        this.lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n", -1);
    }

    Dockerfile parse() {
        directives();
        while (next < lines.length) {
            if (isComment(lines[next]) || lines[next].isBlank()) {
                next++;
            } else {
                instruction();
            }
        }
        understood &= !stages.isEmpty();
        return new Dockerfile(instructions, stages, understood);
    }

    /** They stand at the very top; the first line that is none ends them. */
    private void directives() {
        boolean shebang = lines[0].startsWith("#!");
        boolean escapeSeen = false;
        for (int i = shebang ? 1 : 0; i < lines.length; i++) {
            Matcher directive = DIRECTIVE.matcher(lines[i].strip());
            if (!directive.matches()) {
                return;
            }
            String value = directive.group(2);
            switch (directive.group(1).toLowerCase(Locale.ROOT)) {
                case "syntax" -> understood &= KNOWN_FRONTEND.matcher(value).matches();
                case "escape" -> {
                    // builders disagree on directives below a #! line
                    understood &= !escapeSeen && !shebang && (value.equals("\\") || value.equals("`"));
                    escapeSeen = true;
                    escape = value.charAt(0);
                }
                default -> {
                    // a plain comment that looks like one
                }
            }
        }
    }

    private void instruction() {
        int first = next + 1;
        String line = joined().strip();
        int space = indexOfSpace(line);
        String keyword = line.substring(0, space).toUpperCase(Locale.ROOT);
        ShellWords flags = ShellWords.flags(line.substring(space), escape);
        String arguments = line.substring(space + flags.end());
        understood &= flags.balanced();

        List<String> json = json(keyword, arguments);
        boolean heredoc = json == null && canHaveHeredoc(keyword, arguments) && heredocs(line);
        List<String> words = json == null ? words(keyword, arguments) : json;
        if (keyword.equals("FROM")) {
            stage(first, arguments.isBlank() ? List.of() : List.of(arguments.split("\\s+")));
        }
        understood &= KEYWORDS.contains(keyword) && (!stages.isEmpty() || keyword.equals("ARG"));
        instructions.add(
                new Instruction(keyword, flags.words(), arguments, words, heredoc, first, next, stages.size() - 1));
    }

    /** One line with all that continue it; comments and blank lines between them do not end it. */
    private String joined() {
        StringBuilder line = new StringBuilder();
        boolean goesOn = append(line, lines[next++].stripLeading());
        while (goesOn && next < lines.length) {
            String more = lines[next++];
            if (!isComment(more) && !more.isBlank()) {
                goesOn = append(line, more);
            }
        }
        return line.toString();
    }

    private boolean append(StringBuilder line, String physical) {
        String text = withoutLineEnd(physical);
        int last = text.length() - 1;
        while (last >= 0 && (text.charAt(last) == ' ' || text.charAt(last) == '\t')) {
            last--;
        }
        if (last < 0 || text.charAt(last) != escape) {
            line.append(text);
            return false;
        }
        if (last > 0 && text.charAt(last - 1) == escape) {
            // an escaped escape: newer builders end the line here, older ones go on
            understood = false;
            line.append(text);
            return false;
        }
        line.append(text, 0, last);
        return true;
    }

    private void stage(int line, List<String> words) {
        boolean named = words.size() == 3 && words.get(1).equalsIgnoreCase("AS");
        understood &= words.size() == 1 || named;
        stages.add(new Stage(
                stages.size(),
                named ? words.get(2).toLowerCase(Locale.ROOT) : "",
                words.isEmpty() ? "" : words.get(0),
                line));
    }

    private List<String> words(String keyword, String arguments) {
        if (!SPLIT_FIRST.contains(keyword)) {
            return ShellWords.of(arguments, escape).words();
        }
        List<String> words = new ArrayList<>();
        for (String word : arguments.isBlank() ? new String[0] : arguments.split("\\s+")) {
            ShellWords unquoted = ShellWords.of(word, escape);
            understood &= unquoted.balanced();
            words.add(String.join("", unquoted.words()));
        }
        return words;
    }

    /** The JSON form; null if it is not one, which the builder then reads as plain words. */
    private static List<String> json(String keyword, String arguments) {
        if (!WITH_JSON.contains(keyword) || !arguments.startsWith("[")) {
            return null;
        }
        try {
            return Json.read(arguments) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                    ? list.stream().map(String.class::cast).toList()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean canHaveHeredoc(String keyword, String arguments) {
        if (!keyword.equals("ONBUILD")) {
            return WITH_HEREDOC.contains(keyword);
        }
        String trigger = arguments.substring(0, indexOfSpace(arguments)).toUpperCase(Locale.ROOT);
        return WITH_HEREDOC.contains(trigger);
    }

    /** Skips the bodies of the heredocs that the line starts, one after the other. */
    private boolean heredocs(String line) {
        if (!line.contains("<<")) {
            return false;
        }
        ShellWords raw = ShellWords.raw(line, escape);
        if (!raw.balanced()) {
            understood = false;
            return false;
        }
        boolean any = false;
        for (String word : raw.words()) {
            Matcher heredoc = HEREDOC.matcher(word);
            if (heredoc.matches()) {
                any = true;
                String name =
                        String.join("", ShellWords.of(heredoc.group(2), escape).words());
                understood &= skipTo(name, !heredoc.group(1).isEmpty());
            }
        }
        return any;
    }

    private boolean skipTo(String name, boolean tabsAllowed) {
        while (next < lines.length) {
            String line = withoutLineEnd(lines[next++]);
            int start = 0;
            while (tabsAllowed && start < line.length() && line.charAt(start) == '\t') {
                start++;
            }
            if (line.substring(start).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private static String withoutLineEnd(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(0, end);
    }

    private static int indexOfSpace(String line) {
        int at = 0;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
