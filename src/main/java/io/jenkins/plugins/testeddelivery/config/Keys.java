package io.jenkins.plugins.testeddelivery.config;

import java.util.Set;

/** The keys that {@code delivery.yaml} may hold, by section. The JSON schema has the same ones; a test holds that. */
final class Keys {
    static final Set<String> ROOT =
            Set.of("version", "project", "rules", "global", "ignore", "infer", "components", "trial", "environments",
                    "rebuild");
    static final Set<String> REBUILD = Set.of("before");
    static final Set<String> COMPONENT =
            Set.of(
            "path",
            "dependsOn",
            "aliases",
            "inputs",
            "image",
            "archive",
            "services",
            "maxAge",
            "timeout",
            "rules",
            "dev");
    static final Set<String> DEV = Set.of("run", "mount", "requires", "prepare");
    static final Set<String> PREPARE = Set.of("unless", "run");
    static final Set<String> IMAGE = Set.of("dockerfile", "context", "target", "args", "include", "platform");
    static final Set<String> ARCHIVE = Set.of("run", "outputs");
    static final Set<String> RULE = Set.of("match", "strategy", "because");
    static final Set<String> TRIAL = Set.of("env", "compose", "testDb", "data", "run", "junit", "scope", "allow");
    /** A trial draws its own project name. */
    static final Set<String> TRIAL_COMPOSE = Set.of("files", "envFile");

    static final Set<String> ENVIRONMENT =
            Set.of("after", "compose", "directory", "retain", "restart", "before", "afterwards", "check", "health", "policy");
    static final Set<String> POLICY = Set.of("set", "byHand", "deviations", "branches", "builders", "maxAge");
    static final Set<String> COMPOSE = Set.of("files", "project", "envFile");
    static final Set<String> HOOK = Set.of("run", "timeout");
    static final Set<String> HEALTH = Set.of("url", "command", "within", "stable");

    private Keys() {}
}
