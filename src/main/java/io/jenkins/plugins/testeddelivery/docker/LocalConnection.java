package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks an engine that listens on a file of this machine: short questions and short answers, one after the other, each
 * within a deadline.
 *
 * <p>{@link Connection} does this too, and all else; but what it stands on takes a fifth of a second to begin with, at every
 * start of the command.
 */
final class LocalConnection implements Closeable {
    static final String SCHEME = "unix://";
    private static final int BUFFER = 1 << 14;
    private static final int LONGEST_LINE = 1 << 16;

    private final Address address;
    private final Duration deadline;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
    private SocketChannel channel;
    private Selector selector;
    private long end;

    /** Opens nothing yet; the first question does. */
    LocalConnection(Address address, Duration deadline) {
        this.address = address;
        this.deadline = deadline;
    }

    static boolean leadsTo(Address address) {
        return address.host().startsWith(SCHEME);
    }

    /**
     * Sends one request and reads the whole answer.
     *
     * @param body JSON; empty: none
     * @throws Failure UNREACHABLE if the connection or the deadline does not hold
     */
    SocketRequest.Answer ask(Method method, String path, String body) throws InterruptedException {
        end = System.nanoTime() + deadline.toNanos();
        try {
            if (channel == null) {
                open();
            }
            send(method, path, body);
            return answer();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while waiting for the container engine");
        } catch (IOException e) {
            throw Unreachable.at(address.host(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (selector != null) {
            selector.close();
        }
    }

    private void open() throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(
                Path.of(address.host().substring(SCHEME.length()))));
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    private void send(Method method, String path, String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String type = bytes.length == 0 ? "" : "Content-Type: application/json\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + type + "Content-Length: "
                        + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        request.writeBytes(bytes);
        ByteBuffer out = ByteBuffer.wrap(request.toByteArray());
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private SocketRequest.Answer answer() throws IOException, InterruptedException {
        String status = line();
        if (!status.matches("HTTP/1\\.\\d \\d{3}( .*)?")) {
            throw new IOException("what answers there is no container engine");
        }
        int code = Integer.parseInt(status.substring(9, 12));
        long length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = number(lower.substring(15).strip(), 10);
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            }
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (chunked) {
            chunks(body);
        } else if (length > 0) {
            take(length, body);
        } else if (length < 0 && code != 204 && code != 304) {
            do {
                take(buffer.remaining(), body);
            } while (fill());
        }
        return new SocketRequest.Answer(code, body.toByteArray());
    }

    private void chunks(ByteArrayOutputStream body) throws IOException, InterruptedException {
        while (true) {
            String size = line();
            int extension = size.indexOf(';');
            long length = number((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
            take(length, body);
            // after the last one trailers may follow, up to an empty line
            String rest = line();
            if (length == 0) {
                while (!rest.isEmpty()) {
                    rest = line();
                }
                return;
            }
        }
    }

    private static long number(String digits, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(digits, radix);
        } catch (NumberFormatException e) {
            throw new IOException("the answer says '" + Reference.printable(digits) + "' where a length belongs", e);
        }
    }

    private void take(long length, ByteArrayOutputStream body) throws IOException, InterruptedException {
        if (length < 0 || body.size() + length > SocketRequest.LARGEST_ANSWER) {
            throw new IOException("an answer of more than " + SocketRequest.LARGEST_ANSWER + " bytes");
        }
        for (long left = length; left > 0; ) {
            need();
            int some = (int) Math.min(left, buffer.remaining());
            body.write(buffer.array(), buffer.position(), some);
            buffer.position(buffer.position() + some);
            left -= some;
        }
    }

    private String line() throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            need();
            char c = (char) (buffer.get() & 0xff);
            if (c == '\n') {
                int last = line.length() - 1;
                return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
            }
            line.append(c);
        }
        throw new IOException("an answer with a header of more than " + LONGEST_LINE + " characters");
    }

    private void need() throws IOException, InterruptedException {
        if (!buffer.hasRemaining() && !fill()) {
            throw new EOFException("the connection ended in the middle of an answer");
        }
    }

    /** Whether there is more. */
    private boolean fill() throws IOException, InterruptedException {
        buffer.clear();
        try {
            int read = channel.read(buffer);
            while (read == 0) {
                await(SelectionKey.OP_READ);
                read = channel.read(buffer);
            }
            return read > 0;
        } finally {
            buffer.flip();
        }
    }

    private void await(int what) throws IOException, InterruptedException {
        channel.keyFor(selector).interestOps(what);
        long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
        selector.select(left);
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for the container engine");
        }
        if (System.nanoTime() > end) {
            throw Failure.unreachable("The container engine at " + address.host() + " did not answer within "
                    + deadline.toSeconds() + " s. Is it overloaded or stuck?");
        }
    }
}
