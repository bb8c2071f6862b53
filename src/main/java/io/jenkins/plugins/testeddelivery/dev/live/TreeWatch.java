package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Watches a tree of folders with what the system offers (inotify on Linux), and says when something happened and it has
 * become quiet again. What happened is for a look at the tree to say: an event may be lost, or tell half of a rename.
 */
final class TreeWatch implements AutoCloseable {
    private static final Path LIMIT = Path.of("/proc/sys/fs/inotify/max_user_watches");
    private static final Path INSTANCES = Path.of("/proc/sys/fs/inotify/max_user_instances");

    private final Path root;
    private final Set<String> left;
    private final Pace pace;
    private final WatchService service;
    private final Map<WatchKey, Path> folders = new HashMap<>();

    /**
     * How long to wait.
     *
     * @param quiet without any event before a batch is over
     * @param most a batch lasts, in an unending storm
     * @param busy how long a command of Git may hold it up that has the tree in hand
     */
    record Pace(Duration quiet, Duration most, Duration busy) {
        static final Pace USUAL = new Pace(Duration.ofMillis(60), Duration.ofSeconds(2), Duration.ofSeconds(30));
    }

    private TreeWatch(Path root, Set<String> left, Pace pace, WatchService service) {
        this.root = root;
        this.left = Set.copyOf(left);
        this.pace = pace;
        this.service = service;
    }

    /**
     * Begins to watch.
     *
     * @param left folders to leave out, relative to the root
     * @throws Failure of kind FAILED if the system allows no more watches: which setting raises the limit
     */
    static TreeWatch of(Path root, Set<String> left, Pace pace) throws IOException {
        WatchService service;
        try {
            service = FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            throw limit(e, 0);
        }
        TreeWatch watch = new TreeWatch(root, left, pace, service);
        try {
            watch.register(root);
        } catch (IOException | RuntimeException e) {
            watch.close();
            throw e;
        }
        return watch;
    }

    int folders() {
        return folders.size();
    }

    /**
     * Waits for a batch of changes to be over.
     *
     * @param within how long to wait for its first
     * @return whether there was one
     */
    boolean await(Duration within) throws IOException, InterruptedException {
        WatchKey key = poll(within);
        boolean any = false;
        while (key != null && !any) {
            any = take(key);
            key = any ? null : poll(Duration.ZERO);
        }
        if (!any) {
            return false;
        }
        long start = System.nanoTime();
        boolean quiet = false;
        while (!quiet && System.nanoTime() - start < pace.most.toNanos()) {
            WatchKey more = poll(pace.quiet);
            quiet = more == null;
            if (more != null) {
                take(more);
            }
        }
        awaitGit(start);
        return true;
    }

    /** A checkout holds this lock from its first file to its last. */
    private void awaitGit(long start) throws IOException, InterruptedException {
        Path lock = root.resolve(".git/index.lock");
        while (Files.exists(lock) && System.nanoTime() - start < pace.busy.toNanos()) {
            WatchKey more = poll(pace.quiet);
            if (more != null) {
                take(more);
            }
        }
        for (WatchKey rest = poll(Duration.ZERO); rest != null; rest = poll(Duration.ZERO)) {
            take(rest);
        }
    }

    private WatchKey poll(Duration within) throws InterruptedException {
        return service.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether something happened in it that counts. */
    private boolean take(WatchKey key) throws IOException {
        Path folder = folders.get(key);
        boolean any = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (folder == null || event.kind() == StandardWatchEventKinds.OVERFLOW) {
                // which folders came meanwhile nobody has told
                register(root);
                any = true;
                continue;
            }
            Path path = folder.resolve((Path) event.context());
            boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            if (leaveOut(path)) {
                continue;
            }
            any = true;
            if (directory && event.kind() == StandardWatchEventKinds.ENTRY_CREATE) {
                register(path);
            }
        }
        if (!key.reset()) {
            folders.remove(key);
        }
        return any;
    }

    private boolean leaveOut(Path path) {
        String relative = root.relativize(path).toString().replace('\\', '/');
        return relative.equals(".git") || relative.equals("_build") || left.contains(relative);
    }

    private void register(Path top) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (leaveOut(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                watch(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // gone, or not ours to read: the look at the tree says what that means
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void watch(Path folder) throws IOException {
        try {
            folders.put(
                    folder.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE),
                    folder);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("limit")) {
                throw limit(e, folders.size());
            }
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(folder)) {
                throw e;
            }
        }
    }

    private static Failure limit(IOException cause, int watched) {
        boolean instances = String.valueOf(cause.getMessage()).contains("instances")
                || String.valueOf(cause.getMessage()).contains("open files");
        Path setting = instances ? INSTANCES : LIMIT;
        String figure;
        try {
            figure = Files.readString(setting).strip();
        } catch (IOException e) {
            figure = "unknown here";
        }
        String name = "fs.inotify." + setting.getFileName();
        return new Failure(
                Failure.Kind.FAILED,
                "The tree cannot be watched: the system's limit is reached after " + watched + " folders (" + name + " is "
                        + figure + "); raise it with 'sudo sysctl " + name + "="
                        + (instances ? "1024" : "1048576") + "', or have Git ignore folders that need no watching.",
                cause);
    }

    @Override
    public void close() throws IOException {
        try {
            service.close();
        } catch (ClosedWatchServiceException e) {
            // closed is what it is to be
            return;
        }
    }
}
