package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads commits and blobs by one {@code cat-file --batch} process, each blob once. */
final class GitObjects implements AutoCloseable {
    /** So few that the requests fit into a pipe: Git may wait for us to read before it reads on. */
    private static final int AT_ONCE = 400;

    private final Git git;
    private final GitProcess process;
    private final Map<String, Optional<byte[]>> blobs = new HashMap<>();

    GitObjects(Git git) throws IOException {
        this.git = git;
        this.process = git.start("cat-file", "--batch");
    }

    /** A commit's id, that of its tree, and its committer's time in seconds since the epoch. */
    record Commit(String id, String tree, long time) {}

    /** The commit of a revision; it is handed over on standard input, where nothing is taken for an option. */
    Commit commit(String revision) throws IOException, InterruptedException {
        boolean head = revision.equals("HEAD");
        if (revision.indexOf('\n') >= 0 || revision.indexOf('\0') >= 0) {
            throw Complaint.unresolved(revision, "holds a line break");
        }
        try {
            process.in().write(PathText.encode(revision + "^{commit}\n"));
            process.in().flush();
            Answer answer = answer(Integer.MAX_VALUE);
            if (answer.content.isPresent()) {
                return commit(answer.id, answer.content.get());
            }
            if (head) {
                throw Complaint.noCommit(git.folder());
            }
            throw Complaint.unresolved(revision, answer.ambiguous ? "is ambiguous" : "does not name a commit here");
        } catch (IOException e) {
            // some revisions ("x@{upstream}") make Git give up instead of answering
            if (process.exitCode() != 0) {
                Failure cause = process.failure();
                throw cause.kind() == Failure.Kind.USAGE ? cause : Complaint.unresolved(revision, "does not resolve");
            }
            throw e;
        }
    }

    /** The content of a blob, by its id or as {@code COMMIT:PATH}; empty if there is none. */
    Optional<byte[]> blob(String id) throws IOException {
        if (!blobs.containsKey(id)) {
            fetch(List.of(id));
        }
        return blobs.get(id);
    }

    /** Asks for many at a time, so that the next reads wait for nothing. */
    void fetch(Collection<String> ids) throws IOException {
        fetch(ids, Integer.MAX_VALUE);
    }

    /** @param most one that is larger counts as missing, and is not kept */
    void fetch(Collection<String> ids, int most) throws IOException {
        List<String> missing = ids.stream()
                .distinct()
                .filter(id -> !blobs.containsKey(id))
                .toList();
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            List<String> some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
            for (String id : some) {
                process.in().write(PathText.encode(id + "\n"));
            }
            process.in().flush();
            for (String id : some) {
                blobs.put(id, answerOrFailure(most).content);
            }
        }
    }

    /** Git gives up over an object that is damaged, or that a partial clone's remote does not give. */
    private Answer answerOrFailure(int most) throws IOException {
        try {
            return answer(most);
        } catch (EOFException e) {
            try {
                if (process.exitCode() != 0) {
                    throw process.failure();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                e.initCause(interrupted);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private record Answer(String id, boolean ambiguous, Optional<byte[]> content) {}

    private Answer answer(int most) throws IOException {
        String header = line();
        String[] words = header.split(" ");
        if (header.endsWith(" missing") || header.endsWith(" ambiguous") || words.length != 3) {
            return new Answer("", header.endsWith(" ambiguous"), Optional.empty());
        }
        long size = Long.parseLong(words[2]);
        Optional<byte[]> content = Optional.empty();
        if (size > most) {
            process.out().skipNBytes(size);
        } else {
            content = Optional.of(process.out().readNBytes(Math.toIntExact(size)));
        }
        if (process.out().read() != '\n') {
            throw new EOFException("git cat-file ended in the middle of " + words[0]);
        }
        return new Answer(words[0], false, content);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int b = process.out().read(); b != '\n'; b = process.out().read()) {
            if (b < 0) {
                throw new EOFException("git cat-file ended before it answered");
            }
            line.append((char) b);
        }
        return line.toString();
    }

    private static Commit commit(String id, byte[] content) {
        String tree = "";
        List<String> committer = List.of();
        for (String line : new String(content, StandardCharsets.ISO_8859_1).split("\n")) {
            if (line.isEmpty()) {
                break;
            }
            if (line.startsWith("tree ")) {
                tree = line.substring("tree ".length());
            } else if (line.startsWith("committer ")) {
                committer = List.of(line.split(" "));
            }
        }
        // committer NAME <MAIL> SECONDS ZONE
        return new Commit(
                id, tree, committer.size() < 3 ? 0 : Long.parseLong(committer.get(committer.size() - 2)));
    }
}
