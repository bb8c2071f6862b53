package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.release.EarlierReleases;
import java.io.IOException;
import java.util.Optional;

/**
 * Brings back what an environment remembers and its machine no longer has: an image that was pruned, files that were
 * removed. They are checked against what the environment recorded, just as at the first deployment.
 *
 * @param earlier empty: no release folder and no content store is known here
 * @param login for a registry
 */
record Supplies(Ports ports, Optional<EarlierReleases> earlier, Login login) {
    /** What is done with the bytes while they are there. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Source source, String words) throws IOException, InterruptedException;
    }

    /**
     * The site with everything that it takes to put it in place.
     *
     * @throws Failure FAILED if something is gone and nothing here has it
     */
    Site whole(Site site) throws IOException, InterruptedException {
        String missing = site.missing();
        if (missing.isEmpty()) {
            return site;
        }
        return with(site.layout(), missing, (source, words) -> {
            ports.log().line("Bringing back what " + site.layout().version() + " needs (" + missing + "), from " + words);
            return site.restore(source);
        });
    }

    /**
     * What would have to be brought back, and from where, for a dry run; empty: nothing.
     *
     * @throws Failure as {@link #whole}
     */
    Optional<String> foretold(Site site) throws IOException, InterruptedException {
        String missing = site.missing();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(with(
                        site.layout(), missing, (source, words) -> "BRING BACK from " + words + ": " + missing));
    }

    private <T> T with(Layout layout, String missing, Use<T> use) throws IOException, InterruptedException {
        Optional<EarlierReleases.Found> found = earlier.isPresent()
                ? earlier.get().find(layout.version(), layout.manifest())
                : Optional.empty();
        if (found.isPresent()) {
            try (EarlierReleases.Found open = found.get()) {
                return use.of(Source.folder(open.path(), open.release(), open.images(), login), open.words());
            }
        }
        Source registry = Source.registry(layout, login);
        boolean pushed = layout.services().values().stream().anyMatch(service -> service.pushed().known());
        if (!pushed) {
            throw Failure.failed(missing + ", and neither a release folder, a content store nor a registry is known here"
                    + " that has it");
        }
        return use.of(registry, "the registry");
    }
}
