package io.jenkins.plugins.testeddelivery.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the files that Git was told to take for unchanged without looking ({@code git update-index
 * --assume-unchanged}): {@code git status} says nothing of them, and yet a build reads what lies there. The index itself
 * is searched for such a mark, as to list every file takes long and nearly nobody has one.
 */
final class AssumedUnchanged {
    private static final int SIGNATURE = 0x44495243;
    private static final int HEADER = 12;
    private static final int STAT = 40;
    private static final int ASSUMED = 0x8000;
    private static final int EXTENDED = 0x4000;
    private static final int LENGTH = 0x0FFF;

    private AssumedUnchanged() {}

    /** @param idLength bytes of an object id in this repository */
    static List<String> in(OpenRepository repository, int idLength) throws IOException, InterruptedException {
        boolean marked = repository.git().ownIndex()
                || mayBeMarked(repository.gitDir().resolve("index"), idLength);
        return marked ? listed(repository.git()) : List.of();
    }

    /** True also for an index that is of another shape than the ones known here. */
    private static boolean mayBeMarked(Path index, int idLength) throws IOException {
        try (FileChannel file = FileChannel.open(index)) {
            ByteBuffer bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            return mayBeMarked(bytes, idLength);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IndexOutOfBoundsException e) {
            // cut off: Git will say what is wrong with it
            return true;
        }
    }

    private static boolean mayBeMarked(ByteBuffer bytes, int idLength) {
        int version = bytes.getInt(4);
        if (bytes.getInt(0) != SIGNATURE || version < 2 || version > 4) {
            return true;
        }
        int at = HEADER;
        for (int left = bytes.getInt(8); left > 0; left--) {
            int flags = bytes.getShort(at + STAT + idLength) & 0xFFFF;
            if ((flags & ASSUMED) != 0) {
                return true;
            }
            int name = at + STAT + idLength + ((flags & EXTENDED) == 0 ? 2 : 4);
            if (version == 4) {
                // how much of the name before to drop, then the rest of this one
                int end = name;
                while (bytes.get(end) < 0) {
                    end++;
                }
                at = endOfName(bytes, end + 1) + 1;
            } else {
                int length = flags & LENGTH;
                int end = length < LENGTH ? name + length : endOfName(bytes, name);
                // one to eight zeros up to a multiple of eight
                at += end - at + 8 & ~7;
            }
        }
        return isSplit(bytes, at, idLength);
    }

    private static int endOfName(ByteBuffer bytes, int from) {
        int at = from;
        while (bytes.get(at) != 0) {
            at++;
        }
        return at;
    }

    /** Whether most of the entries are in another file. */
    private static boolean isSplit(ByteBuffer bytes, int from, int idLength) {
        int at = from;
        while (at + 8 <= bytes.limit() - idLength) {
            if (bytes.getInt(at) == 0x6C696E6B) {
                return true;
            }
            at += 8 + bytes.getInt(at + 4);
        }
        return false;
    }

    private static List<String> listed(Git git) throws IOException, InterruptedException {
        List<String> paths = new ArrayList<>();
        try (GitProcess process = git.start("ls-files", "-v", "-z")) {
            byte[] output = process.output();
            int at = 0;
            while (at < output.length) {
                int end = at;
                while (output[end] != 0) {
                    end++;
                }
                // a small letter marks them; s: left out of a sparse checkout besides, so the index has it
                if (Character.isLowerCase(output[at]) && output[at] != 's') {
                    paths.add(PathText.decode(output, at + 2, end));
                }
                at = end + 1;
            }
        }
        return paths;
    }
}
