package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.WholeFile;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * State and lock of a directory environment, in {@code <directory>/.delivery/}. The operating system's lock on the lock
 * file is held only while the holder's words in it are read or written: a piece of workspace work cannot keep it for
 * the length of a deployment, and the words with process id and host outlive any connection to the machine.
 */
final class FolderStore implements EnvironmentStore {
    static final String FOLDER = ".delivery";

    private final Workspace workspace;
    private final String directory;

    FolderStore(Workspace workspace, String directory) {
        this.workspace = workspace;
        this.directory = directory;
    }

    @Override
    public String place() {
        return directory;
    }

    @Override
    public Optional<State> read() throws IOException, InterruptedException {
        String text = workspace.act(new ReadText(directory));
        return text.isEmpty() ? Optional.empty() : Optional.of(StateText.read(text, directory));
    }

    @Override
    public State write(State state) throws IOException, InterruptedException {
        State next = state.next();
        workspace.act(new WriteText(directory, StateText.write(next)));
        return next;
    }

    @Override
    public Taken take(Holder holder) throws IOException, InterruptedException {
        return workspace.act(new Take(directory, holder));
    }

    @Override
    public void release(Holder holder) throws IOException, InterruptedException {
        workspace.act(new Release(directory, holder));
    }

    @Override
    public Optional<Holder> holder() throws IOException, InterruptedException {
        return Optional.ofNullable(workspace.act(new Look(directory)));
    }

    @Override
    public String howToFree() {
        return "empty the file " + directory + "/" + FOLDER + "/lock";
    }

    private static Path file(Workspace.Place place, String directory, String name) {
        return place.path(directory).resolve(FOLDER).resolve(name);
    }

    /** Reads the state file; empty text if there is none. */
    record ReadText(String directory) implements Workspace.Work<String> {
        @Override
        public String in(Workspace.Place place) throws IOException {
            try {
                return Files.readString(file(place, directory, "state.json"));
            } catch (NoSuchFileException e) {
                return "";
            }
        }
    }

    /** Replaces the state file whole. */
    record WriteText(String directory, String text) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException {
            WholeFile.write(file(place, directory, "state.json"), text);
            return true;
        }
    }

    /** Writes the holder into the lock file, unless a living one is there. */
    record Take(String directory, Holder holder) implements Workspace.Work<Taken> {
        @Override
        public Taken in(Workspace.Place place) throws IOException {
            Path file = file(place, directory, "lock");
            try {
                Files.createDirectories(file.getParent());
            } catch (IOException e) {
                throw Failure.failed("Cannot use " + file.getParent() + ": " + e
                        + ". Create the environment's directory and let this user write there.");
            }
            try (Guarded guarded = Guarded.open(file)) {
                if (!guarded.locked()) {
                    return new Taken(null, "");
                }
                Holder present = guarded.read();
                if (present != null && !present.gone()) {
                    return new Taken(present, "");
                }
                guarded.write(holder.json());
                return new Taken(holder, present == null ? "" : present.words());
            }
        }
    }

    /** Empties the lock file if the hold is still this one. */
    record Release(String directory, Holder holder) implements Workspace.Work<Boolean> {
        @Override
        public Boolean in(Workspace.Place place) throws IOException, InterruptedException {
            while (true) {
                try (Guarded guarded = Guarded.open(file(place, directory, "lock"))) {
                    if (guarded.locked()) {
                        Holder present = guarded.read();
                        if (present != null && present.token().equals(holder.token())) {
                            guarded.write("");
                        }
                        return true;
                    }
                }
                Thread.sleep(10);
            }
        }
    }

    /** Reads who holds the lock; null: nobody. */
    record Look(String directory) implements Workspace.Work<Holder> {
        @Override
        public Holder in(Workspace.Place place) throws IOException {
            try {
                return parse(Files.readString(file(place, directory, "lock")));
            } catch (NoSuchFileException e) {
                return null;
            }
        }
    }

    /** Half a holder was written by a process that died over it, so nobody holds the lock. */
    private static Holder parse(String text) {
        try {
            return text.isBlank() ? null : Holder.read(Json.textMap(Map.of("holder", Json.readObject(text)), "holder"));
        } catch (IOException e) {
            return null;
        }
    }

    /** The open lock file under the operating system's lock, if that was free. */
    private record Guarded(FileChannel channel, FileLock lock) implements AutoCloseable {
        static Guarded open(Path file) throws IOException {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            try {
                return new Guarded(channel, channel.tryLock());
            } catch (OverlappingFileLockException e) {
                // another thread of this very process looks at it this moment
                return new Guarded(channel, null);
            }
        }

        boolean locked() {
            return lock != null;
        }

        Holder read() throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), 1 << 16));
            int n = 0;
            while (bytes.hasRemaining() && n >= 0) {
                n = channel.read(bytes, bytes.position());
            }
            return parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        }

        void write(String text) throws IOException {
            channel.truncate(0);
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
