package io.jenkins.plugins.testeddelivery.docker;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One exchange with an engine's socket, through docker-java's transport, with a deadline.
 *
 * <p>Only the transport is used: answers are read as the JSON they are, by the same code that reads what
 * {@code docker inspect} prints. docker-java's own model drops parts of an image's config ({@code Shell},
 * {@code ArgsEscaped}), and loading it costs more than all the calls of a command. Paths carry no API version: every
 * engine takes those as its newest, whereas any fixed number is too new for some and too old for others.
 */
final class Connection implements Closeable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 100;

    private final Address address;
    private final Duration deadline;
    private final DockerHttpClient client;
    private final ScheduledExecutorService watch;
    private volatile long end;
    private volatile boolean expired;
    private volatile boolean interrupted;

    /** Opens nothing yet; the first exchange does. */
    Connection(Address address, Duration deadline) {
        this.address = address;
        this.deadline = deadline;
        ZerodepDockerHttpClient.Builder builder = new ZerodepDockerHttpClient.Builder()
                .dockerHost(URI.create(address.host()))
                .connectionTimeout(CONNECT)
                .responseTimeout(deadline);
        if (!address.certificates().isEmpty()) {
            builder.sslConfig(new LocalDirectorySSLConfig(address.certificates()));
        }
        this.client = builder.build();
        this.watch = watch(Thread.currentThread());
    }

    /** What is done with an answer while its body can be read. */
    @FunctionalInterface
    interface Use<T> {
        T of(int status, InputStream body) throws IOException, InterruptedException;
    }

    /**
     * Sends the request and uses the answer.
     *
     * @throws Failure UNREACHABLE if the connection or the deadline does not hold
     */
    <T> T exchange(Request request, Use<T> use) throws IOException, InterruptedException {
        try (Response response = client.execute(request)) {
            return use.of(response.getStatusCode(), response.getBody());
        } catch (FileSystemException e) {
            // of a file here that what was read goes into: nothing is wrong with the connection
            throw e;
        } catch (IOException e) {
            throw translated(e);
        } catch (RuntimeException e) {
            // the transport wraps what goes wrong on the wire
            if (e.getCause() instanceof IOException wire) {
                throw translated(wire);
            }
            // the watch may not have looked yet
            interrupted |= Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException;
            throw expired || interrupted ? translated(new IOException(e)) : e;
        }
    }

    /** There was a sign of life: the deadline begins anew. */
    void alive() {
        end = System.nanoTime() + deadline.toNanos();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        closeClient();
    }

    /**
     * Closing the socket is the one way to wake a thread that reads from it: a socket file knows no timeout, a TCP
     * socket no interruption.
     */
    private ScheduledExecutorService watch(Thread caller) {
        ScheduledExecutorService service = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "deadline of a call to the container engine");
            thread.setDaemon(true);
            return thread;
        });
        alive();
        service.scheduleWithFixedDelay(
                () -> {
                    interrupted |= caller.isInterrupted();
                    expired |= System.nanoTime() - end > 0;
                    if (interrupted || expired) {
                        closeClient();
                    }
                },
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
        return service;
    }

    private void closeClient() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("a client that cannot be closed", e);
        }
    }

    private Failure translated(IOException e) throws InterruptedException {
        if (interrupted || Thread.currentThread().isInterrupted()) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while waiting for the container engine");
        }
        return expired || e instanceof SocketTimeoutException
                ? Failure.unreachable("The container engine at " + address.host() + " did not answer within "
                        + deadline.toSeconds() + " s. Is it overloaded or stuck?")
                : Unreachable.at(address.host(), e);
    }
}
