package io.jenkins.plugins.testeddelivery.config.manifest;

import java.util.List;

/** Knows one family of manifests. */
interface Ecosystem {
    /** Adds the packages that its manifests describe, each with its names and what it refers to. */
    void find(ManifestFiles files, Packages packages);

    static List<Ecosystem> all() {
        return List.of(
                new NodePackages(),
                new CargoPackages(),
                new MavenModules(),
                new GradleProjects(),
                new GoModules(),
                new PythonProjects(),
                new DotnetProjects());
    }
}
