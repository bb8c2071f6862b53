package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is wrong with one file: keeps the problem that stands first in it, so that readers may go on in any order. */
final class Problems {
    private final String file;
    private int line = Integer.MAX_VALUE;
    private int column;
    private String message = "";

    Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** Where the node stands: {@code delivery.yaml:12}. */
    String origin(Node node) {
        return file + ":" + (node.getStartMark().map(Mark::getLine).orElse(0) + 1);
    }

    void add(Node node, String problem) {
        add(node.getStartMark(), problem);
    }

    void add(Optional<Mark> mark, String problem) {
        add(mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, problem);
    }

    /** Line and column are 1-based. */
    void add(int atLine, int atColumn, String problem) {
        if (atLine < line || atLine == line && atColumn < column) {
            line = atLine;
            column = atColumn;
            message = problem;
        }
    }

    /** Ends the reading if there was any problem. */
    void check() {
        if (!message.isEmpty()) {
            throw Failure.usage(file + ":" + line + ":" + column + ": " + message);
        }
    }

    /** Ends the reading here. */
    Failure fatal(int atLine, int atColumn, String problem) {
        return Failure.usage(file + ":" + atLine + ":" + atColumn + ": " + problem);
    }
}
