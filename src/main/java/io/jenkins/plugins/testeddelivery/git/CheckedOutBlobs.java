package io.jenkins.plugins.testeddelivery.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;

/**
 * Reads blobs as a checkout would write them, line endings and filters included, for files that are not in the working
 * tree. One {@code cat-file --batch --filters} process, started only if it is needed.
 */
final class CheckedOutBlobs implements AutoCloseable {
    private final Git git;
    private final ArrayList<GitProcess> started = new ArrayList<>(1);

    CheckedOutBlobs(Git git) {
        this.git = git;
    }

    byte[] read(Entry entry) throws IOException {
        if (started.isEmpty()) {
            started.add(git.start("cat-file", "-z", "--batch", "--filters"));
        }
        GitProcess process = started.get(0);
        process.in().write(PathText.encode(entry.id() + " " + entry.path() + "\0"));
        process.in().flush();
        String[] header = header(process.out()).split(" ");
        if (header.length != 3) {
            throw new IOException("Git has no object " + entry.id() + " for " + PathText.shown(entry.path()));
        }
        byte[] content = process.out().readNBytes(Integer.parseInt(header[2]));
        if (process.out().read() != '\n') {
            throw new EOFException("git cat-file ended in the middle of " + PathText.shown(entry.path()));
        }
        return content;
    }

    @Override
    public void close() {
        started.forEach(GitProcess::close);
    }

    private static String header(InputStream out) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int b = out.read(); b != '\n'; b = out.read()) {
            if (b < 0) {
                throw new EOFException("git cat-file ended before it answered");
            }
            line.append((char) b);
        }
        return line.toString();
    }
}
