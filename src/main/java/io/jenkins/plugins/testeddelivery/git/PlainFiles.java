package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.manifest.ManifestFiles;
import java.util.Set;

/**
 * Knows files that say nothing about what a repository's components are by merely being there or not: sources,
 * documents, pictures. Everything else may be a manifest that somebody looks for by its name.
 */
final class PlainFiles {
    private static final Set<String> EXTENSIONS = Set.of(
            "adoc", "avif", "bmp", "c", "cc", "cpp", "css", "csv", "cxx", "dart", "ejs", "eot", "ex", "exs", "gif", "go",
            "h", "hbs", "hpp", "htm", "html", "ico", "java", "jpeg", "jpg", "js", "jsx", "kt", "less", "m", "md", "mdx",
            "mjs", "mp3", "mp4", "otf", "pdf", "php", "pl", "png", "proto", "py", "pyi", "rb", "rs", "rst", "sass",
            "scala", "scss", "sql", "svelte", "svg", "swift", "ts", "tsv", "tsx", "ttf", "vue", "wasm", "wav", "webm",
            "webp", "woff", "woff2");

    /** Programs that a build tool looks for, whatever their extension. */
    private static final Set<String> LOOKED_FOR = Set.of(
            "build.rs", "conftest.py", "index.js", "index.ts", "lib.rs", "main.go", "main.py", "main.rs", "mix.exs", "mod.rs",
            "noxfile.py", "setup.py");

    private PlainFiles() {}

    static boolean plain(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        // "vite.config.ts" and the like belong to tools
        return dot > 0
                && name.indexOf('.') == dot
                && EXTENSIONS.contains(name.substring(dot + 1))
                && !LOOKED_FOR.contains(name)
                && !ManifestFiles.manifest(path)
                && !path.startsWith(".")
                && !path.contains("/.");
    }
}
