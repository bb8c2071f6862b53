package io.jenkins.plugins.testeddelivery.config.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code package.json} says of packages; the rest of it is passed over.
 *
 * @param workspaces the members' patterns; empty: it is no workspace's root
 */
record PackageJson(String name, Optional<List<String>> workspaces, List<Dependency> dependencies) {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
    private static final Map<String, String> KINDS = Map.of(
            "dependencies", Reference.RUNTIME,
            "devDependencies", Reference.DEV,
            "optionalDependencies", Reference.OPTIONAL,
            "peerDependencies", Reference.PEER);

    /**
     * One entry of a dependency section.
     *
     * @param wanted a range of versions, or where it comes from
     */
    record Dependency(String kind, String name, String wanted, int line) {
        /** The path in {@code file:../x}; empty where it comes from elsewhere. */
        String local() {
            for (String protocol : List.of("file:", "link:", "portal:", "workspace:")) {
                if (wanted.startsWith(protocol)) {
                    String rest = wanted.substring(protocol.length());
                    return protocol.equals("workspace:") && !rest.startsWith(".")
                            ? ""
                            : rest.replaceAll("^//(?=\\.)", "");
                }
            }
            return wanted.startsWith("./") || wanted.startsWith("../") ? wanted : "";
        }

        /** From a registry under another name, from Git, or by URL: never the workspace's own. */
        boolean remote() {
            return wanted.startsWith("npm:")
                    || wanted.startsWith("jsr:")
                    || wanted.startsWith("git")
                    || wanted.contains("://")
                    || wanted.contains("/") && !wanted.contains(":") && !wanted.contains(" ");
        }

        /** What the package calls itself: {@code "a": "workspace:b@*"} is b. */
        String target() {
            int at = wanted.lastIndexOf('@');
            return wanted.startsWith("workspace:") && at > "workspace:".length()
                    ? wanted.substring("workspace:".length(), at)
                    : name;
        }
    }

    static PackageJson read(byte[] bytes) throws Unreadable {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable(1, "expected a JSON object");
            }
            PackageJson read = read(parser);
            if (parser.nextToken() != null) {
                throw new Unreadable(line(parser), "there is text after the end of the document");
            }
            return read;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Unreadable(line, "this is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unreadable(0, "this is not JSON: " + e.getMessage());
        }
    }

    private static PackageJson read(JsonParser parser) throws IOException {
        String name = "";
        Optional<List<String>> workspaces = Optional.empty();
        List<Dependency> dependencies = new ArrayList<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (key.equals("name") && value == JsonToken.VALUE_STRING) {
                name = parser.getText();
            } else if (key.equals("workspaces")) {
                workspaces = workspaces(parser, value);
            } else if (KINDS.containsKey(key) && value == JsonToken.START_OBJECT) {
                dependencies(parser, KINDS.get(key), dependencies);
            } else {
                parser.skipChildren();
            }
        }
        return new PackageJson(name, workspaces, dependencies);
    }

    /** A list, or yarn's object with the list as {@code packages}. */
    private static Optional<List<String>> workspaces(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.START_ARRAY) {
            List<String> patterns = new ArrayList<>();
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                if (item == JsonToken.VALUE_STRING) {
                    patterns.add(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return Optional.of(patterns);
        }
        Optional<List<String>> patterns = Optional.empty();
        if (value == JsonToken.START_OBJECT) {
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken inner = parser.nextToken();
                if (key.equals("packages") && inner == JsonToken.START_ARRAY) {
                    patterns = workspaces(parser, inner);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return patterns;
    }

    private static void dependencies(JsonParser parser, String kind, List<Dependency> into) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int line = line(parser);
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                into.add(new Dependency(kind, name, parser.getText(), line));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
