package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs an environment's hooks, each with its own time and its own log file, of which the newest are kept. */
final class Hooks {
    private static final int KEPT = 40;
    /** What is said beyond this is in the log of the run alone. */
    private static final int LONGEST = 1 << 20;

    private final Ports ports;
    private final String folder;

    /** @param folder of the log files of all environments */
    Hooks(Ports ports, String folder) {
        this.ports = ports;
        this.folder = folder;
    }

    /**
     * Runs them in their order, to the first that fails.
     *
     * @param when what they are called in the log: {@code before}, {@code afterwards}
     * @throws Failure that names the log file of the one that failed
     */
    void run(String when, List<Hook> hooks, Layout layout, Settings settings)
            throws IOException, InterruptedException {
        if (hooks.isEmpty()) {
            return;
        }
        String all = folder + "/" + layout.definition().name();
        try (Kit kit = Kit.open(ports, layout)) {
            int number = 1;
            for (Hook hook : hooks) {
                run(when, hook, kit, settings, all + "/" + layout.version() + "-" + when + "-" + number++ + ".log");
            }
        } finally {
            ports.workspace().act(new KeepNewest(all, KEPT));
        }
    }

    private void run(String when, Hook hook, Kit kit, Settings settings, String file)
            throws IOException, InterruptedException {
        StringBuffer said = new StringBuffer(hook.words() + "\n");
        String ending = "";
        try {
            kit.run(when, hook.run(), "", settings, hook.timeout(), line -> {
                if (said.length() < LONGEST) {
                    said.append(line).append('\n');
                }
            });
        } catch (Failure e) {
            ending = e.getMessage() + "\n";
            throw new Failure(e.kind(), e.getMessage() + ". What it said is in " + file, e);
        } finally {
            boolean interrupted = Thread.interrupted();
            byte[] text = (said + ending).getBytes(StandardCharsets.UTF_8);
            try {
                ports.workspace().write(file, new ByteArrayInputStream(text));
            } catch (IOException e) {
                ports.log().warning("The log of '" + when + "' cannot be kept in " + file + ": " + e.getMessage());
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Removes all but the newest files of a folder. */
    record KeepNewest(String folder, int kept) implements Workspace.Work<Integer> {
        @Override
        public Integer in(Workspace.Place place) throws IOException {
            List<Path> files = new ArrayList<>();
            try (DirectoryStream<Path> found = Files.newDirectoryStream(place.path(folder), "*.log")) {
                found.forEach(files::add);
            } catch (NoSuchFileException e) {
                return 0;
            }
            files.sort(Comparator.comparingLong((Path file) -> file.toFile().lastModified())
                    .thenComparing(Comparator.naturalOrder()));
            int removed = Math.max(0, files.size() - kept);
            for (Path file : files.subList(0, removed)) {
                Files.deleteIfExists(file);
            }
            return removed;
        }
    }
}
