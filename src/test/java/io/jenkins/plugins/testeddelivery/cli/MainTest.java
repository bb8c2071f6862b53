package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line and the right exit code, whatever happened. */
class MainTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(new ByteArrayOutputStream()), new PrintStream(err), Map.of(), Path.of(""), false);

    @Test
    void shouldCallAnInterruptionOneWhateverItBroke() {
        for (Exception problem : new Exception[] {
            new InterruptedException(),
            new ClosedByInterruptException(),
            new FileLockInterruptionException(),
            new IOException("the file could not be read", new ClosedByInterruptException()),
            new IllegalStateException(new InterruptedException())
        }) {
            err.reset();

            assertThat(Main.explain(problem, console)).isEqualTo(Failure.Kind.INTERRUPTED.exitCode());
            assertThat(said()).isEqualTo("delivery: interrupted\n");
        }
    }

    @Test
    void shouldNameAnErrorThatHasNoWords() {
        assertThat(Main.explain(new EOFException(), console)).isEqualTo(1);
        assertThat(said()).isEqualTo("delivery: EOFException\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detct | unknown command 'detct', did you mean detect or dev or demo? See 'delivery --help'",
                "detect --jsom | unknown option '--jsom', did you mean --json? See 'delivery detect --help'",
                "status x | unexpected argument 'x'; see 'delivery status --help'",
                "test --accept --reject | --accept, --reject are mutually exclusive (specify only one); see"
                        + " 'delivery test --help'"
            })
    void shouldSayWhatIsWrongWithTheCommandLine(String line, String expected) {
        assertThat(Main.run(line.split(" "), console)).isEqualTo(2);
        assertThat(said()).isEqualTo("delivery: " + expected + "\n");
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
