package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/** What one {@code pom.xml} says, nothing inherited or filled in. */
final class Pom {
    private final Map<String, String> own = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final List<String> modules = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();

    /** Another module, by its coordinates as they are written. */
    record Need(String kind, String group, String artifact, int line) {}

    private Pom() {}

    static Pom read(byte[] bytes) throws Unreadable {
        Pom pom = new Pom();
        XmlElements.walk(bytes, pom.new Listener());
        return pom;
    }

    /** {@code groupId}, {@code packaging}, {@code parent/artifactId} … directly below the project; empty if missing. */
    String own(String path) {
        return own.getOrDefault(path, "");
    }

    boolean stated(String path) {
        return own.containsKey(path);
    }

    Map<String, String> properties() {
        return properties;
    }

    /** Those that Maven builds unless it is told otherwise. */
    List<String> modules() {
        return modules;
    }

    /** All that it says, to be compared. */
    List<Object> facts() {
        return List.of(own, properties, modules, needs);
    }

    List<Need> needs() {
        return needs;
    }

    private final class Listener implements XmlElements.Listener {
        private static final String PROJECT = "project/";
        private static final String PROFILE = "project/profiles/profile/";

        private final Map<String, String> fields = new HashMap<>();
        private final List<String> profileModules = new ArrayList<>();
        private boolean profileActive;

        @Override
        public void start(String path, XMLStreamReader element) {
            if (path.equals("project/profiles/profile")) {
                profileModules.clear();
                profileActive = false;
            } else if (path.endsWith("/dependency") || path.endsWith("/plugin") || path.endsWith("/extension")) {
                // a plugin's own dependencies lie in it
                if (!path.endsWith("/plugin/dependencies/dependency")) {
                    fields.clear();
                }
            }
        }

        @Override
        public void end(String path, String text, int line) {
            String inner = path.startsWith(PROFILE)
                    ? path.substring(PROFILE.length())
                    : path.startsWith(PROJECT) ? path.substring(PROJECT.length()) : path;
            boolean profile = path.startsWith(PROFILE);
            if (!profile && inner.indexOf('/') < 0 || inner.startsWith("parent/")) {
                own.put(inner, text);
            } else if (inner.startsWith("properties/")) {
                properties.putIfAbsent(inner.substring("properties/".length()), text);
            } else if (inner.equals("modules/module") || inner.equals("subprojects/subproject")) {
                (profile ? profileModules : modules).add(text);
            } else if (profile && inner.startsWith("activation/")) {
                active(inner, text);
            } else if (path.equals("project/profiles/profile") && profileActive) {
                modules.addAll(profileModules);
            }
            need(inner, text, line);
        }

        /** On by default, or because something is not set; a JDK cannot be known, so that counts, too. */
        private void active(String inner, String text) {
            profileActive |= inner.equals("activation/activeByDefault") && text.equals("true")
                    || inner.equals("activation/property/name") && text.startsWith("!")
                    || inner.equals("activation/jdk");
        }

        private void need(String inner, String text, int line) {
            String field = inner.substring(inner.lastIndexOf('/') + 1);
            String holder = inner.substring(0, Math.max(0, inner.lastIndexOf('/')));
            switch (holder) {
                case "dependencies/dependency", "dependencyManagement/dependencies/dependency",
                        "build/extensions/extension", "build/plugins/plugin" -> fields.put(field, text);
                case "build/plugins/plugin/dependencies/dependency" -> fields.put("inner " + field, text);
                default -> {
                    // says nothing of other modules
                }
            }
            switch (inner) {
                case "dependencies/dependency" -> add(kind(), "", line);
                case "dependencyManagement/dependencies/dependency" -> {
                    if (fields.getOrDefault("scope", "").equals("import")) {
                        add(Reference.BUILD, "", line);
                    }
                }
                case "build/extensions/extension", "build/plugins/plugin" -> add(Reference.BUILD, "", line);
                case "build/plugins/plugin/dependencies/dependency" -> add(Reference.BUILD, "inner ", line);
                default -> {
                    // not the end of one
                }
            }
        }

        private String kind() {
            String scope = fields.getOrDefault("scope", "");
            boolean optional = fields.getOrDefault("optional", "").equals("true");
            return scope.equals("test") ? Reference.TEST : optional ? Reference.OPTIONAL : Reference.RUNTIME;
        }

        private void add(String kind, String prefix, int line) {
            String artifact = fields.getOrDefault(prefix + "artifactId", "");
            if (!artifact.isEmpty()) {
                String group = fields.getOrDefault(prefix + "groupId", "");
                needs.add(new Need(kind, group, artifact, line));
            }
        }
    }
}
