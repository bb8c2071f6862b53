package io.jenkins.plugins.testeddelivery.cli;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.report.page.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a page where somebody wants it. */
final class PageFile {
    private PageFile() {}

    /** @throws Failure of kind USAGE where it cannot be written */
    static void write(Console console, String option, String file, Page page) {
        Path path = console.folder().resolve(file);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            WholeFile.writeBytes(path, page.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.USAGE, option + " " + file + ": cannot be written (" + e + "); name another file", e);
        }
    }
}
