package io.jenkins.plugins.testeddelivery.config.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.jenkins.plugins.testeddelivery.config.manifest.Unreadable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads JSON: every token, and nothing of how it is laid out. The order of members is kept, for it may matter. */
final class JsonManifests {
    /** Sections of a {@code package.json} that say what is installed, from where, and what runs on the way. */
    private static final Set<String> INSTALLED = Set.of(
            "dependencies",
            "devDependencies",
            "optionalDependencies",
            "peerDependencies",
            "peerDependenciesMeta",
            "bundleDependencies",
            "bundledDependencies",
            "dependenciesMeta",
            "overrides",
            "resolutions",
            "workspaces",
            "catalog",
            "catalogs",
            "pnpm",
            "packageManager",
            "devEngines",
            "engines",
            "volta",
            "installConfig",
            "trustedDependencies",
            "patchedDependencies",
            "os",
            "cpu",
            "libc");
    private static final Set<String> INSTALL_SCRIPTS = Set.of(
            "preinstall",
            "install",
            "postinstall",
            "prepublish",
            "preprepare",
            "prepare",
            "postprepare",
            "pnpm:devPreinstall",
            "dependencies");

    private JsonManifests() {}

    static Manifest any(byte[] content) throws Unreadable {
        return Manifest.whole(whole(content, false));
    }

    static Manifest withComments(byte[] content) throws Unreadable {
        return Manifest.whole(whole(content, true));
    }

    static Manifest packageJson(byte[] content) throws Unreadable {
        try (JsonParser parser = parser(content, false)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable(1, "expected a JSON object");
            }
            Map<String, String> dependencies = new TreeMap<>();
            StringBuilder rest = new StringBuilder();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                if (key.equals("scripts") && parser.currentToken() == JsonToken.START_OBJECT) {
                    scripts(parser, dependencies, rest);
                } else if (INSTALLED.contains(key)) {
                    dependencies.put(key, Tokens.value(parser));
                } else {
                    rest.append(key).append('\0').append(Tokens.value(parser)).append('\n');
                }
            }
            Tokens.end(parser);
            return new Manifest(dependencies.toString(), rest.toString());
        } catch (IOException e) {
            throw new Unreadable(0, "this is not JSON: " + e.getMessage());
        }
    }

    private static void scripts(JsonParser parser, Map<String, String> dependencies, StringBuilder rest)
            throws IOException, Unreadable {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (INSTALL_SCRIPTS.contains(name)) {
                dependencies.put("scripts." + name, Tokens.value(parser));
            } else {
                rest.append("scripts.").append(name).append('\0').append(Tokens.value(parser)).append('\n');
            }
        }
    }

    private static String whole(byte[] content, boolean comments) throws Unreadable {
        try (JsonParser parser = parser(content, comments)) {
            parser.nextToken();
            String value = Tokens.value(parser);
            Tokens.end(parser);
            return value;
        } catch (IOException e) {
            throw new Unreadable(0, "this is not JSON: " + e.getMessage());
        }
    }

    private static JsonParser parser(byte[] content, boolean comments) throws IOException {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, comments)
                .configure(JsonReadFeature.ALLOW_TRAILING_COMMA, comments)
                .build()
                .createParser(content);
    }
}
