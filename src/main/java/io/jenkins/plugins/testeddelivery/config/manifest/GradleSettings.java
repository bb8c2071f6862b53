package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.manifest.GradleScript.Token;
import io.jenkins.plugins.testeddelivery.config.manifest.GradleScript.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code settings.gradle} or {@code settings.gradle.kts} says of projects, as far as it says so in plain texts.
 */
final class GradleSettings {
    private static final Set<String> INCLUDES = Set.of("include", "includeFlat", "includeBuild");

    private final List<Token> tokens;
    private final Map<String, Integer> projects = new LinkedHashMap<>();
    private final Map<String, String> folders = new LinkedHashMap<>();
    private final List<String> builds = new ArrayList<>();
    private final List<Integer> notUnderstood = new ArrayList<>();
    private String rootName = "";

    private GradleSettings(List<Token> tokens) {
        this.tokens = tokens;
    }

    static GradleSettings read(byte[] bytes) throws Unreadable {
        GradleSettings settings = new GradleSettings(GradleScript.read(bytes));
        settings.read();
        return settings;
    }

    /** Lines of the included projects, by path ({@code :a:b}). */
    Map<String, Integer> projects() {
        return projects;
    }

    /** Folders that differ from the project's path, as written, relative to the settings'. */
    Map<String, String> folders() {
        return folders;
    }

    /** Folders of included builds, as written. */
    List<String> builds() {
        return builds;
    }

    /** Lines that include something that only a run would tell. */
    List<Integer> notUnderstood() {
        return notUnderstood;
    }

    /** All that they say, to be compared; the order counts. */
    List<Object> facts() {
        return List.of(
                List.copyOf(projects.entrySet()), List.copyOf(folders.entrySet()), builds, notUnderstood, rootName);
    }

    String rootName() {
        return rootName;
    }

    private void read() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean member = i > 0 && tokens.get(i - 1).is(".");
            boolean owned = member && i > 1 && tokens.get(i - 2).word("settings");
            if (token.type() != Type.WORD || member && !owned) {
                continue;
            }
            if (INCLUDES.contains(token.text())) {
                included(token, i);
            } else if (token.text().equals("project")) {
                folder(i);
            } else if (token.text().equals("rootProject")) {
                Token value = at(i + 4);
                if (at(i + 1).is(".") && at(i + 2).word("name") && at(i + 3).is("=") && value.type() == Type.TEXT) {
                    rootName = value.text();
                }
            }
        }
    }

    /** {@code include 'a', 'b'}, {@code include("a", "b")}, {@code include(["a", "b"])}, over several lines. */
    private void included(Token include, int i) {
        int next = i + 1;
        int depth = 0;
        boolean any = false;
        boolean expected = true;
        for (; next < tokens.size(); next++) {
            Token token = tokens.get(next);
            if (token.is("(") || token.is("[")) {
                depth++;
            } else if (token.is(")") || token.is("]")) {
                depth--;
                if (depth <= 0) {
                    break;
                }
            } else if (token.is("\n")) {
                if (depth == 0 && !expected) {
                    break;
                }
            } else if (token.is(",")) {
                expected = true;
            } else if (token.is("{") || token.is("}")) {
                break;
            } else if (token.type() == Type.TEXT && expected) {
                any = true;
                expected = false;
                one(include, token);
            } else if (depth > 0 || expected) {
                // "include(name)": a variable, a text with something filled in, a call
                boolean builds = include.text().equals("includeBuild");
                if (!builds || !any) {
                    notUnderstood.add(token.line());
                }
                return;
            } else {
                break;
            }
        }
    }

    private void one(Token include, Token name) {
        switch (include.text()) {
            case "includeBuild" -> builds.add(name.text());
            case "includeFlat" -> {
                projects.put(":" + name.text(), name.line());
                folders.put(":" + name.text(), "../" + name.text());
            }
            default -> projects.put(
                    (name.text().startsWith(":") ? "" : ":") + name.text().replace('/', ':'), name.line());
        }
    }

    /** {@code project(':a').projectDir = file('x')} or {@code new File(settingsDir, 'x')}. */
    private void folder(int i) {
        boolean named = at(i + 1).is("(") && at(i + 2).type() == Type.TEXT && at(i + 3).is(")") && at(i + 4).is(".");
        if (!named || !at(i + 5).word("projectDir") || !at(i + 6).is("=")) {
            boolean filled = at(i + 1).is("(") && !at(i + 2).is(")") && at(i + 5).word("projectDir");
            if (filled && !named) {
                notUnderstood.add(at(i + 2).line());
            }
            return;
        }
        String project = at(i + 2).text();
        for (int next = i + 7; next < tokens.size() && !at(next).is("\n"); next++) {
            Token token = at(next);
            if (token.type() == Type.TEXT) {
                folders.put(project.startsWith(":") ? project : ":" + project, token.text());
                return;
            }
            if (token.type() == Type.FILLED) {
                String plain = token.text().replaceAll("^\\$\\{?(rootDir|settingsDir|rootProject\\.projectDir)\\}?/", "");
                if (plain.contains("$")) {
                    notUnderstood.add(token.line());
                } else {
                    folders.put(project.startsWith(":") ? project : ":" + project, plain);
                }
                return;
            }
        }
        notUnderstood.add(at(i).line());
    }

    private Token at(int i) {
        return i < tokens.size() ? tokens.get(i) : new Token(Type.SIGN, "", 0);
    }
}
