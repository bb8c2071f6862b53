package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code requirements.txt} asks for.
 *
 * @param names of packages, as {@link #normal} writes them
 * @param paths local ones, as they are written
 * @param files other such files, from {@code -r} and {@code -c}
 */
record Requirements(List<Line> names, List<Line> paths, List<Line> files) {
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(\\[[^\\]]*])?\\s*(@\\s*(\\S+))?");
    private static final Pattern OPTION =
            Pattern.compile("(-e|--editable|-r|--requirement|-c|--constraint)(?:\\s+|=|(?<=-[erc]))(\\S+).*");

    /** One that is asked for, and where. */
    record Line(String text, int number) {}

    static Requirements read(byte[] bytes) throws Unreadable {
        Requirements read = new Requirements(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int number = 0;
        for (String text : TextLines.of(bytes)) {
            number++;
            read.line(text.replaceAll("(^|\\s)#.*", "").strip(), number);
        }
        return read;
    }

    /** A name as PEP 503 compares it. */
    static String normal(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /** One requirement as PEP 508 writes it, which {@code pyproject.toml} uses, too. */
    void requirement(String text, int number) {
        Matcher name = NAME.matcher(text);
        if (name.lookingAt()) {
            String from = name.group(4);
            if (from == null) {
                names.add(new Line(normal(name.group(1)), number));
            } else if (from.startsWith("file:") || from.startsWith(".")) {
                path(from, number);
            }
        }
    }

    private void line(String text, int number) {
        Matcher option = OPTION.matcher(text);
        if (option.matches()) {
            String value = option.group(2).replaceAll("^[\"']|[\"']$", "");
            if (option.group(1).startsWith("-e") || option.group(1).equals("--editable")) {
                if (!value.contains("://") || value.startsWith("file:")) {
                    path(value, number);
                }
            } else if (!value.contains("://")) {
                files.add(new Line(value, number));
            }
        } else if (text.startsWith("./") || text.startsWith("../") || text.startsWith("file:") || text.equals(".")) {
            path(text.split("\\s")[0], number);
        } else if (!text.isEmpty() && !text.startsWith("-") && !text.contains("://")) {
            requirement(text, number);
        } else if (text.contains("@ file:")) {
            requirement(text, number);
        }
    }

    private void path(String text, int number) {
        String plain = text.replaceAll("^file:(//)?(localhost)?", "")
                .replaceAll("[#;].*$", "")
                .replaceAll("\\[[^\\]]*]$", "");
        paths.add(new Line(plain, number));
    }
}
