package io.jenkins.plugins.testeddelivery.jenkins.agent;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What the controller reads while it sends it to an agent. The thread that reads is remoting's, which hands on an
 * {@code IOException} and lets anything else end it with a stack trace in the controller's log: a failure travels as
 * the former, and is kept for the one who sends.
 */
final class SentInput extends FilterInputStream {
    private volatile Failure failure;

    SentInput(InputStream in) {
        super(in);
    }

    /** Why reading came to no end, if the failure has words of its own. */
    Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (Failure e) {
            throw sent(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (Failure e) {
            throw sent(e);
        }
    }

    @Override
    public long skip(long most) throws IOException {
        try {
            return in.skip(most);
        } catch (Failure e) {
            throw sent(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } catch (Failure e) {
            throw sent(e);
        }
    }

    private IOException sent(Failure e) {
        failure = e;
        // without its cause: remoting's own class loader, which reads this over there, has not got our classes, and a command
        // that it cannot read leaves the agent waiting for ever
        return new IOException(e.getMessage());
    }
}
