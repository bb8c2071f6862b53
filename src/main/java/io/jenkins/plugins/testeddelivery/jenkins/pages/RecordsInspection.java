package io.jenkins.plugins.testeddelivery.jenkins.pages;

import io.jenkins.plugins.testeddelivery.jenkins.promotion.EnvironmentIndex;
import io.jenkins.plugins.testeddelivery.ledger.FileLedger;
import io.jenkins.plugins.testeddelivery.port.Log;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for what is wrong with projects' records; reads a ledger again only when it has changed. One thread at a time. */
final class RecordsInspection {
    /** Less than this, and neither an artifact nor the ledger may find room for the next build. */
    private static final long ROOM = 1L << 30;

    private final Map<Path, Seen> seen = new HashMap<>();

    /** What was found when the ledger looked like this. */
    private record Seen(String stamp, List<Concern> concerns) {}

    /** @param folder the project's records; need not exist */
    List<Concern> of(String project, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            seen.remove(folder);
            return List.of();
        }
        List<Concern> concerns = new ArrayList<>(ledger(project, folder));
        long left = Files.getFileStore(folder).getUsableSpace();
        if (full(left)) {
            concerns.add(new Concern(Concern.Kind.FULL, project, (left >> 20) + " MiB"));
        }
        return concerns;
    }

    /** Environments that a deployment left in the middle. */
    static List<Concern> held(List<EnvironmentIndex.Live> environments) {
        return environments.stream()
                .filter(live -> live.health().equals("held"))
                .map(live -> new Concern(Concern.Kind.HELD, live.project(), live.name()))
                .toList();
    }

    static boolean full(long bytesLeft) {
        return bytesLeft < ROOM;
    }

    private List<Concern> ledger(String project, Path folder) throws IOException {
        Path records = folder.resolve("records");
        if (!Files.isDirectory(records)) {
            return List.of();
        }
        StringBuilder stamp = new StringBuilder();
        List<Concern> concerns = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(records, "*.log*")) {
            for (Path file : files) {
                stamp.append(file).append(' ').append(Files.size(file)).append(' ');
                stamp.append(Files.getLastModifiedTime(file)).append('\n');
                if (file.getFileName().toString().contains(".torn-")) {
                    concerns.add(new Concern(Concern.Kind.TORN, project, file.toString()));
                }
            }
        }
        Seen before = seen.get(folder);
        if (before != null && before.stamp().equals(stamp.toString())) {
            return before.concerns();
        }
        Log collect = new Log() {
            @Override
            public void line(String text) {}

            @Override
            public void warning(String text) {
                concerns.add(new Concern(Concern.Kind.DAMAGED, project, text));
            }
        };
        new FileLedger(folder, "", Clock.systemUTC(), collect).entries();
        seen.put(folder, new Seen(stamp.toString(), List.copyOf(concerns)));
        return concerns;
    }
}
