package io.jenkins.plugins.testeddelivery.config.manifest;

import io.jenkins.plugins.testeddelivery.config.YamlNodes;
import java.util.List;

/** What a {@code pnpm-workspace.yaml} lists. */
final class PnpmWorkspace {
    private PnpmWorkspace() {}

    /** Patterns of members; empty where it holds settings only. */
    static List<String> packages(String path, byte[] bytes) throws Unreadable {
        try {
            return YamlNodes.texts(path, bytes, "packages");
        } catch (io.jenkins.plugins.testeddelivery.port.Failure e) {
            throw new Unreadable(0, e.getMessage());
        }
    }
}
