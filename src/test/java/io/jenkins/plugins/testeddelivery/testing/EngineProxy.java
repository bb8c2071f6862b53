package io.jenkins.plugins.testeddelivery.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A socket in front of an engine's, which can be taken away and put back as if the engine were restarted. */
public final class EngineProxy implements AutoCloseable {
    private final Path socket;
    private final Path engine;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private ServerSocketChannel server;

    /** @param host the engine's {@code unix://} address */
    public EngineProxy(Path folder, String host) {
        this.socket = folder.resolve("e.sock");
        this.engine = Path.of(host.replaceFirst("^unix://", ""));
        start();
    }

    public String host() {
        return "unix://" + socket;
    }

    /** Lets the engine be there. */
    public synchronized void start() {
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocketChannel mine = server;
        daemon(() -> accept(mine));
    }

    /** Takes the engine away: whoever speaks to it is cut off in the middle of a word. */
    public synchronized void stop() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            for (SocketChannel channel : open) {
                channel.close();
            }
            open.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel from) {
        while (from.isOpen()) {
            try {
                SocketChannel client = from.accept();
                SocketChannel there = SocketChannel.open(UnixDomainSocketAddress.of(engine));
                open.add(client);
                open.add(there);
                daemon(() -> pump(client, there));
                daemon(() -> pump(there, client));
            } catch (IOException e) {
                // taken away
                return;
            }
        }
    }

    private void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "engine proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        stop();
    }
}
