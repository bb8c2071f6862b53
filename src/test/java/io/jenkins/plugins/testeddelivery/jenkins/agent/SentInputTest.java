package io.jenkins.plugins.testeddelivery.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentInputTest {
    private static final Failure DAMAGED = Failure.failed("the kept bytes are damaged");

    /** The ways to read a stream. */
    private enum Way {
        ONE {
            @Override
            void of(InputStream in) throws IOException {
                in.read();
            }
        },
        MANY {
            @Override
            void of(InputStream in) throws IOException {
                in.read(new byte[10]);
            }
        },
        ALL {
            @Override
            void of(InputStream in) throws IOException {
                in.transferTo(OutputStream.nullOutputStream());
            }
        },
        SKIP {
            @Override
            void of(InputStream in) throws IOException {
                in.skip(10);
            }
        },
        CLOSE {
            @Override
            void of(InputStream in) throws IOException {
                in.close();
            }
        };

        abstract void of(InputStream in) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void shouldSendAFailureAsWhatRemotingHandsOnAndKeepIt(Way way) {
        SentInput in = new SentInput(new Damaged());

        assertThatThrownBy(() -> way.of(in))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(DAMAGED.getMessage())
                .as("remoting reads it without our classes")
                .hasNoCause();

        assertThat(in.failure()).containsSame(DAMAGED);
    }

    @Test
    void shouldGiveWholeBytesAndNoFailure() throws IOException {
        SentInput in = new SentInput(new ByteArrayInputStream(new byte[] {1, 2, 3}));

        assertThat(in.read()).isEqualTo(1);
        assertThat(in.readAllBytes()).containsExactly(2, 3);
        assertThat(in.failure()).isEmpty();
    }

    @Test
    void shouldLeaveAnErrorOfTheDiskAsItIs() {
        IOException error = new IOException("no such disk");
        SentInput in = new SentInput(new InputStream() {
            @Override
            public int read() throws IOException {
                throw error;
            }
        });

        assertThatThrownBy(in::read).isSameAs(error);
        assertThat(in.failure()).isEmpty();
    }

    /** What is found out at any touch of it. */
    private static final class Damaged extends InputStream {
        @Override
        public int read() {
            throw DAMAGED;
        }

        @Override
        public long skip(long bytes) {
            throw DAMAGED;
        }

        @Override
        public void close() {
            throw DAMAGED;
        }
    }
}
