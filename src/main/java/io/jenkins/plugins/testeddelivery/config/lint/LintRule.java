package io.jenkins.plugins.testeddelivery.config.lint;

import java.util.Locale;

/** The rules: what each is called, how grave a finding of it is, and why. {@code docs/lint.md} has the same table. */
public enum LintRule {
    COPY_BEFORE_DEPENDENCIES(
            "copy-before-dependencies",
            Level.WARNING,
            "Sources are copied before dependencies are installed",
            "Every change of any copied file then installs all dependencies anew; copy the manifests, install, and copy"
                    + " the rest after that."),
    CACHE_MOUNT_WITHOUT_ID(
            "cache-mount-without-id",
            Level.WARNING,
            "A cache mount has no id",
            "Without one its target path is the id, so that stages and projects share it by chance, and some builders"
                    + " (Fly.io's) refuse it."),
    ADD_OF_URL(
            "add-url",
            Level.WARNING,
            "ADD fetches a URL that nothing pins",
            "What it fetches can change behind the same address; give --checksum=sha256:…, or a commit for a Git"
                    + " repository."),
    SECRET_IN_ENV(
            "secret-in-env",
            Level.ERROR,
            "A secret is set by ENV",
            "It is in the image's configuration for everybody who can pull it; pass it when the container starts."),
    SECRET_IN_ARG(
            "secret-in-arg",
            Level.ERROR,
            "A secret is a build argument",
            "Its value is in the image's history; use RUN --mount=type=secret."),
    SECRET_IN_RUN(
            "secret-in-run",
            Level.ERROR,
            "A secret is written by RUN",
            "It is in the layer, and in the history, even if a later instruction deletes it; use RUN"
                    + " --mount=type=secret."),
    SECRET_IN_CONTEXT(
            "secret-in-context",
            Level.WARNING,
            "The build context holds a file that looks like a secret",
            "An instruction copies the folder it is in, so a plain `docker build` puts it into the image; name it in"
                    + " .dockerignore."),
    BASE_UNTAGGED(
            "base-untagged",
            Level.WARNING,
            "A base image has no tag",
            "No tag means latest: two builds of the same commit can start from different images."),
    BASE_LATEST(
            "base-latest",
            Level.WARNING,
            "A base image is tagged latest",
            "Two builds of the same commit can start from different images; name a version."),
    BASE_NOT_PINNED(
            "base-not-pinned",
            Level.NOTE,
            "A base image is not pinned by digest",
            "A tag can be moved; name@sha256:… is always the same image. A plan notices a moved base (BASE_MOVED) and"
                    + " rebuilds."),
    PACKAGE_LISTS_LEFT(
            "package-lists-left",
            Level.WARNING,
            "Package lists stay in the layer",
            "They are of no use at run time and make the image larger; remove them in the same RUN."),
    PACKAGE_UPDATE_ALONE(
            "package-update-alone",
            Level.WARNING,
            "Package lists are updated in a layer of their own",
            "The layer stays in the cache while the packages move on, until an install fails or brings old versions;"
                    + " update and install in one RUN."),
    LAYER_ALWAYS_CHANGES(
            "layer-always-changes",
            Level.WARNING,
            "A layer changes on each build",
            "Nothing after it can come from the cache, and no build gives the image that was tested."),
    DOCKERIGNORE_MISSING(
            "dockerignore-missing",
            Level.WARNING,
            "There is no .dockerignore",
            "A plain `docker build` sends the whole folder, and COPY . . takes all of it into the image."),
    DOCKERIGNORE_WEAK(
            "dockerignore-weak",
            Level.WARNING,
            "The .dockerignore lets through what no image needs",
            "A plain `docker build` sends it, and a change there breaks the cache of COPY . ."),
    DOCKERIGNORE_REFUSED(
            "dockerignore-refused",
            Level.ERROR,
            "The .dockerignore holds a pattern that Docker refuses",
            "The build fails before its first step."),
    NOT_UNDERSTOOD(
            "not-understood",
            Level.NOTE,
            "The Dockerfile may mean something else to its builder",
            "An unknown frontend or keyword, a heredoc without end, quotes that do not match: every file of the context"
                    + " counts as an input then, and advice may be wrong.");

    /** How grave, in SARIF's words. */
    public enum Level {
        ERROR,
        WARNING,
        NOTE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String id;
    private final Level level;
    private final String title;
    private final String why;

    LintRule(String id, Level level, String title, String why) {
        this.id = id;
        this.level = level;
        this.title = title;
        this.why = why;
    }

    public String id() {
        return id;
    }

    public Level level() {
        return level;
    }

    public String title() {
        return title;
    }

    public String why() {
        return why;
    }
}
