package io.jenkins.plugins.testeddelivery.config;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;

/** Turns the files of a repository into a {@link Project}: {@code delivery.yaml} where there is one, else inferred. */
public final class ProjectReader {
    public static final String DEFAULT_FILE = "delivery.yaml";

    private ProjectReader() {}

    /**
     * Reads the configuration.
     *
     * @param file the configuration's path in the repository
     * @param required whether a missing file is an error instead of a reason to infer
     * @param folderName the project's name if nothing states one
     * @throws Failure of kind USAGE with file, line, column, what was found and what was expected
     */
    public static Project read(SourceFiles files, String file, boolean required, String folderName)
            throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
