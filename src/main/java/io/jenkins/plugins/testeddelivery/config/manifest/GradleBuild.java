package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.manifest.GradleScript.Token;
import io.jenkins.plugins.testeddelivery.config.manifest.GradleScript.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a {@code build.gradle} or {@code build.gradle.kts} says of other projects of its build. */
final class GradleBuild {
    private final List<Token> tokens;
    private final List<Need> needs = new ArrayList<>();
    private final List<Integer> notUnderstood = new ArrayList<>();
    private String word = "";

    /**
     * Another project.
     *
     * @param of the project that needs it, where a script speaks of another; empty: the script's own
     * @param accessor whether {@code project} is a type-safe accessor, {@code a.b}, instead of a path, {@code :a:b}
     */
    record Need(String of, String kind, String project, boolean accessor, int line) {}

    private GradleBuild(List<Token> tokens) {
        this.tokens = tokens;
    }

    static GradleBuild read(byte[] bytes) throws Unreadable {
        GradleBuild build = new GradleBuild(GradleScript.read(bytes));
        build.read();
        return build;
    }

    List<Need> needs() {
        return needs;
    }

    /** All that it says, to be compared. */
    List<Object> facts() {
        return List.of(needs, notUnderstood);
    }

    /** Lines that name a project in a way that only a run would tell. */
    List<Integer> notUnderstood() {
        return notUnderstood;
    }

    private void read() {
        List<String> blocks = new ArrayList<>();
        String opening = "";
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("{")) {
                blocks.add(opening.isEmpty() && !blocks.isEmpty() ? blocks.get(blocks.size() - 1) : opening);
                opening = "";
            } else if (token.is("}")) {
                if (!blocks.isEmpty()) {
                    blocks.remove(blocks.size() - 1);
                }
            } else if (token.is("\n")) {
                word = "";
                opening = "";
            } else if (token.type() == Type.WORD) {
                boolean member = i > 0 && at(i - 1).is(".");
                String of = blocks.isEmpty() ? "" : blocks.get(blocks.size() - 1);
                if (token.text().equals("project") && !member && at(i + 1).is("(")) {
                    String block = blockOf(i);
                    if (block.isEmpty()) {
                        project(i, of);
                    } else {
                        opening = block;
                    }
                } else if (token.text().equals("projects") && !member && at(i + 1).is(".")) {
                    accessor(i, of);
                } else if (token.text().equals("evaluationDependsOn") && at(i + 2).type() == Type.TEXT) {
                    needs.add(new Need(of, Reference.BUILD, at(i + 2).text(), false, token.line()));
                }
                word = word.isEmpty() && !member ? token.text() : word;
            }
        }
    }

    /** The path in {@code project(':a') { … }}, which speaks of that project; empty if this is another use. */
    private String blockOf(int i) {
        boolean plain = at(i + 2).type() == Type.TEXT && at(i + 3).is(")") && at(i + 4).is("{");
        boolean first = i == 0 || at(i - 1).is("\n") || at(i - 1).is("}") || at(i - 1).is("(");
        boolean configure = i >= 2 && at(i - 2).word("configure");
        // "implementation(project(":a")) { … }" has a bracket more
        return plain && first && (configure || !at(i - 1).is("(")) ? at(i + 2).text() : "";
    }

    private void project(int i, String of) {
        int next = i + 2;
        if (at(next).word("path") && (at(next + 1).is(":") || at(next + 1).is("="))) {
            next += 2;
        }
        Token name = at(next);
        boolean whole = at(next + 1).is(")") || at(next + 1).is(",");
        if (name.type() == Type.TEXT && whole) {
            needs.add(new Need(of, kind(), name.text(), false, name.line()));
        } else if (!at(next).is(")")) {
            notUnderstood.add(tokens.get(i).line());
        }
    }

    private void accessor(int i, String of) {
        StringBuilder path = new StringBuilder();
        int next = i + 1;
        while (at(next).is(".") && at(next + 1).type() == Type.WORD) {
            String part = at(next + 1).text();
            if (part.equals("dependencyProject") || part.equals("path")) {
                break;
            }
            path.append(path.isEmpty() ? "" : ".").append(part);
            next += 2;
        }
        if (!path.isEmpty()) {
            needs.add(new Need(of, kind(), path.toString(), true, tokens.get(i).line()));
        }
    }

    /** By the configuration's name: {@code testImplementation}, {@code androidTestApi} … */
    private String kind() {
        return word.toLowerCase(Locale.ROOT).contains("test") ? Reference.TEST : Reference.RUNTIME;
    }

    private Token at(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : new Token(Type.SIGN, "", 0);
    }
}
