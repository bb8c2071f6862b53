package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads a container's output as the API and {@code docker logs --timestamps} give it. */
final class ContainerLog {
    private static final int HEADER = 8;

    private ContainerLog() {}

    /** Takes the frames off: {@code stream, 0, 0, 0, length} before each piece, unless the container has a terminal. */
    static String text(byte[] stream) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(stream.length);
        ByteBuffer rest = ByteBuffer.wrap(stream);
        while (rest.remaining() >= HEADER && framed(rest)) {
            int length = rest.getInt(rest.position() + 4);
            rest.position(rest.position() + HEADER);
            int there = Math.max(0, Math.min(length, rest.remaining()));
            text.write(stream, rest.position(), there);
            rest.position(rest.position() + there);
        }
        text.write(stream, rest.position(), rest.remaining());
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Standard output and error were apart: their times bring them into order again. The newest {@code count} are kept. */
    static List<String> lines(String stamped, int count) {
        List<String> all = Stream.of(stamped.split("\n"))
                .filter(line -> !line.isEmpty())
                .sorted(Comparator.comparing(ContainerLog::time))
                .map(line -> line.substring(Math.min(line.length(), time(line).length() + 1)))
                .map(line -> line.length() > Commands.LONGEST_LINE ? line.substring(0, Commands.LONGEST_LINE) : line)
                .toList();
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    private static boolean framed(ByteBuffer rest) {
        int at = rest.position();
        return rest.get(at) <= 2 && rest.get(at) >= 0 && rest.get(at + 1) == 0 && rest.get(at + 2) == 0;
    }

    private static String time(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }
}
