package io.jenkins.plugins.testeddelivery.config.manifest;

/**
 * Something that a manifest says goes into its package.
 *
 * @param kind what for: {@code runtime}, {@code dev}, {@code test}, {@code build}, {@code optional}, {@code peer} or
 *     {@code parent}
 * @param scope where the name is looked up, see {@link Packages}; empty: this is a path
 * @param target a package's own name, or a path in the repository
 * @param source the manifest, with a line where that is known
 */
record Reference(String kind, String scope, String target, String source) {
    static final String RUNTIME = "runtime";
    static final String DEV = "dev";
    static final String TEST = "test";
    static final String BUILD = "build";
    static final String OPTIONAL = "optional";
    static final String PEER = "peer";
    static final String PARENT = "parent";

    static Reference toName(String kind, String scope, String name, String source) {
        return new Reference(kind, scope, name, source);
    }

    static Reference toPath(String kind, String path, String source) {
        return new Reference(kind, "", path, source);
    }

    boolean path() {
        return scope.isEmpty();
    }
}
