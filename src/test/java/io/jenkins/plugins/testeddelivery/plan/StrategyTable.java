package io.jenkins.plugins.testeddelivery.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the tables of {@code docs/strategies.md}: sections with files that are there anyway, a change in each row. */
final class StrategyTable {
    static final Path DOCUMENT = Path.of("docs", "strategies.md");
    private static final Pattern FILE = Pattern.compile("`([^`]+)`:");
    private static final Pattern CELL = Pattern.compile("\\s*(?:`([^`]*)`|(—))\\s*");

    private final List<Row> rows = new ArrayList<>();
    /** Files by path, per component; {@code delivery.yaml} is what its definition has beside its path. */
    private final Map<String, Map<String, String>> components = new LinkedHashMap<>();

    /**
     * One row.
     *
     * @param before empty list: the file is not there
     */
    record Row(
            int line,
            String component,
            String file,
            List<String> before,
            List<String> after,
            String strategy,
            String rule) {
        @Override
        public String toString() {
            return component + ", line " + line + ": " + file + " " + before + " -> " + after;
        }
    }

    private StrategyTable() {}

    static StrategyTable read() throws IOException {
        StrategyTable table = new StrategyTable();
        String component = "";
        String file = "";
        List<String> text = null;
        int number = 0;
        for (String line : Files.readAllLines(DOCUMENT)) {
            number++;
            Matcher named = FILE.matcher(line);
            if (text != null) {
                if (line.equals("```")) {
                    table.components.get(component).put(file, String.join("\n", text) + "\n");
                    text = null;
                } else {
                    text.add(line);
                }
            } else if (line.startsWith("## ")) {
                component = line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-", "");
                table.components.put(component, new LinkedHashMap<>());
            } else if (named.matches()) {
                file = named.group(1);
            } else if (line.equals("```")) {
                text = new ArrayList<>();
            } else if (line.startsWith("| `")) {
                table.row(number, component, line);
            }
        }
        return table;
    }

    List<Row> rows() {
        return rows;
    }

    Map<String, Map<String, String>> components() {
        return components;
    }

    /** The configuration of a repository that holds all of them. */
    String configuration(String preset) {
        return components.entrySet().stream()
                .map(one -> "  " + one.getKey() + ":\n    path: " + one.getKey() + "\n    image: {}\n"
                        + one.getValue().getOrDefault("delivery.yaml", "").indent(4))
                .collect(Collectors.joining("", "version: 1\ncomponents:\n", "rules: " + preset + "\n"));
    }

    /** What the file of a row holds, then; of a file that is shown above the table the cell is a part. */
    List<String> content(Row row, List<String> cell) {
        String shown = components.get(row.component).get(row.file);
        if (shown == null || cell.isEmpty()) {
            return cell;
        }
        if (!shown.contains(row.before.get(0))) {
            throw new AssertionError(row + ": what is shown above holds no such text");
        }
        return List.of(shown.replace(row.before.get(0), cell.get(0)));
    }

    private void row(int number, String component, String line) {
        List<List<String>> cells = new ArrayList<>();
        for (String cell : line.substring(1, line.length() - 1).split("\\|")) {
            Matcher text = CELL.matcher(cell);
            if (!text.matches()) {
                throw new AssertionError(DOCUMENT + ":" + number + " has a cell that is neither `text` nor —: " + cell);
            }
            cells.add(text.group(1) == null ? List.of() : List.of(text.group(1).replace('⏎', '\n')));
        }
        rows.add(new Row(
                number,
                component,
                cells.get(0).get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3).get(0),
                cells.get(4).get(0)));
    }
}
