package io.jenkins.plugins.testeddelivery.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The component graph laid out in columns, what is depended on at the left: boxes and lines with coordinates, for a
 * view that draws them as SVG. Only what is touched and what that depends on directly is in it.
 */
public final class GraphView {
    private static final int MOST = 60;
    private static final int BOX_WIDTH = 190;
    private static final int BOX_HEIGHT = 40;
    private static final int GAP_X = 70;
    private static final int GAP_Y = 14;
    private static final int MARGIN = 6;
    private static final int NAME_SHOWN = 22;

    private final List<Box> boxes;
    private final List<Line> lines;
    private final int left;

    private GraphView(List<Box> boxes, List<Line> lines, int left) {
        this.boxes = boxes;
        this.lines = lines;
        this.left = left;
    }

    static GraphView of(List<ComponentRow> rows) {
        Map<String, ComponentRow> byName = new TreeMap<>();
        rows.forEach(row -> byName.put(row.name(), row));
        Set<String> touched = new LinkedHashSet<>();
        rows.stream().filter(ComponentRow::isTouched).map(ComponentRow::name).limit(MOST).forEach(touched::add);
        int left = (int) rows.stream().filter(ComponentRow::isTouched).count() - touched.size();
        Set<String> shown = new TreeSet<>(touched);
        for (String name : touched) {
            byName.get(name).getDependsOn().stream()
                    .filter(byName::containsKey)
                    .filter(dependency -> shown.size() < MOST || shown.contains(dependency))
                    .forEach(shown::add);
        }
        Map<String, Set<String>> dependencies = new TreeMap<>();
        for (String name : shown) {
            Set<String> of = new TreeSet<>(byName.get(name).getDependsOn());
            of.retainAll(shown);
            of.remove(name);
            dependencies.put(name, of);
        }
        Map<String, Box> placed = place(dependencies, byName);
        List<Line> lines = new ArrayList<>();
        dependencies.forEach((name, of) -> of.forEach(other -> lines.add(new Line(placed.get(other), placed.get(name)))));
        return new GraphView(List.copyOf(placed.values()), lines, left);
    }

    public List<Box> getBoxes() {
        return boxes;
    }

    public List<Line> getLines() {
        return lines;
    }

    /** How many touched components are not in the drawing. */
    public int getLeft() {
        return left;
    }

    /** Whether it says more than the table: something depends on something. */
    public boolean isWorthDrawing() {
        return !lines.isEmpty();
    }

    public int getWidth() {
        return MARGIN + boxes.stream().mapToInt(box -> box.x + BOX_WIDTH).max().orElse(0);
    }

    public int getHeight() {
        return MARGIN + boxes.stream().mapToInt(box -> box.y + BOX_HEIGHT).max().orElse(0);
    }

    private static Map<String, Box> place(Map<String, Set<String>> dependencies, Map<String, ComponentRow> rows) {
        Map<String, Integer> columns = columns(dependencies);
        TreeMap<Integer, List<String>> byColumn = new TreeMap<>();
        columns.forEach((name, column) -> byColumn.computeIfAbsent(column, any -> new ArrayList<>()).add(name));
        Map<String, Box> placed = new LinkedHashMap<>();
        byColumn.forEach((column, names) -> {
            // beside what they depend on: fewer lines cross
            names.sort(Comparator.<String>comparingDouble(name -> dependencies.get(name).stream()
                            .filter(placed::containsKey)
                            .mapToInt(other -> placed.get(other).y)
                            .average()
                            .orElse(0))
                    .thenComparing(Comparator.naturalOrder()));
            int y = MARGIN;
            for (String name : names) {
                placed.put(name, new Box(rows.get(name), MARGIN + column * (BOX_WIDTH + GAP_X), y));
                y += BOX_HEIGHT + GAP_Y;
            }
        });
        return placed;
    }

    /** Each behind what it depends on; members of a cycle are where they are met first. */
    private static Map<String, Integer> columns(Map<String, Set<String>> dependencies) {
        Map<String, Integer> columns = new HashMap<>();
        dependencies.keySet().forEach(name -> column(name, dependencies, columns, new LinkedHashSet<>()));
        return new TreeMap<>(columns);
    }

    private static int column(
            String name, Map<String, Set<String>> dependencies, Map<String, Integer> columns, Set<String> path) {
        Integer known = columns.get(name);
        if (known != null) {
            return known;
        }
        if (!path.add(name)) {
            return 0;
        }
        int column = 0;
        for (String other : dependencies.get(name)) {
            column = Math.max(column, path.contains(other) ? 0 : column(other, dependencies, columns, path) + 1);
        }
        path.remove(name);
        columns.put(name, column);
        return column;
    }

    /** A component. */
    public static final class Box {
        private final ComponentRow row;
        private final int x;
        private final int y;

        Box(ComponentRow row, int x, int y) {
            this.row = row;
            this.x = x;
            this.y = y;
        }

        public String getName() {
            return row.getName();
        }

        /** So much of the name as the box has room for. */
        public String getLabel() {
            String name = row.getName();
            return name.codePointCount(0, name.length()) > NAME_SHOWN
                    ? name.substring(0, name.offsetByCodePoints(0, NAME_SHOWN - 1)) + "…"
                    : name;
        }

        public String getStrategy() {
            return row.getStrategy();
        }

        public boolean isBroken() {
            return row.isBroken();
        }

        public int getX() {
            return x;
        }

        public int getY() {
            return y;
        }

        public int getTextX() {
            return x + 10;
        }

        public int getNameY() {
            return y + 17;
        }

        public int getStrategyY() {
            return y + 32;
        }

        public int getWidth() {
            return BOX_WIDTH;
        }

        public int getHeight() {
            return BOX_HEIGHT;
        }
    }

    /** Leads from a component to one that depends on it. */
    public static final class Line {
        private final Box from;
        private final Box to;

        Line(Box from, Box to) {
            this.from = from;
            this.to = to;
        }

        /** The {@code d} of an SVG path. */
        public String getPath() {
            int x1 = from.x + BOX_WIDTH;
            int y1 = from.y + BOX_HEIGHT / 2;
            int x2 = to.x;
            int y2 = to.y + BOX_HEIGHT / 2;
            int middle = (x1 + x2) / 2;
            return String.format(Locale.ROOT, "M%d %dC%d %d %d %d %d %d", x1, y1, middle, y1, middle, y2, x2, y2);
        }
    }
}
