package io.jenkins.plugins.testeddelivery.docker;

import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers what builds images, so that five programs need not be asked at every build: for as long as the programs, their
 * components and settings, and the engine are those that were asked.
 */
final class KnownBuildProgram {
    static final String FILE = "_build/.builder";
    private static final int LONGEST = 10_000;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Seen from where the programs are run, which may be another place than where the files are. */
    private static final String LOOK = "IFS=:; for d in $PATH; do set -- \"$@\" \"$d/docker\"; done;"
            + " c=${DOCKER_CONFIG:-$HOME/.docker};"
            + " for d in \"$c\" /usr/local/lib/docker /usr/local/libexec/docker /usr/lib/docker /usr/libexec/docker; do"
            + " set -- \"$@\" \"$d/cli-plugins/docker-buildx\"; done;"
            + " ls -dLn --full-time -- \"$@\" \"$c/config.json\" 2>/dev/null;"
            + " printf '%s\\n' \"$DOCKER_HOST\" \"$DOCKER_CONTEXT\" \"$DOCKER_API_VERSION\" \"$BUILDX_BUILDER\"";

    private final Ports ports;
    private final String engine;

    /** @param engine which it is, with its version */
    KnownBuildProgram(Ports ports, String engine) {
        this.ports = ports;
        this.engine = engine;
    }

    FindBuildProgram.Found find() throws IOException, InterruptedException {
        String seen = ports.commands()
                .capture(Commands.Command.of("sh", "-c", LOOK, "sh").within(DEADLINE))
                .out();
        if (!seen.contains("/docker\n")) {
            // no such shell or listing here: nothing would show that a program is another now
            return new FindBuildProgram(ports.commands()).find();
        }
        String key = Digests.of(engine + "\n" + seen);
        Optional<FindBuildProgram.Found> known = read(key, seen);
        if (known.isPresent()) {
            return known.get();
        }
        FindBuildProgram.Found found = new FindBuildProgram(ports.commands()).find();
        BuildProgram program = found.program();
        String text = Json.line(Map.of(
                "key", key,
                "path", program.path(),
                "version", program.version(),
                "kind", program.kind().name(),
                "note", found.note()));
        ports.workspace().write(FILE, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return found;
    }

    private Optional<FindBuildProgram.Found> read(String key, String seen) throws IOException, InterruptedException {
        Map<String, Object> kept;
        try (InputStream in = ports.workspace().read(FILE)) {
            kept = Json.readObject(in.readNBytes(LONGEST));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            ports.log().line("looking for the builder anew: " + FILE + " cannot be read");
            return Optional.empty();
        }
        String path = Json.text(kept, "path");
        // the file lies where anybody's build may write: it chooses among the programs on the PATH and names no other
        boolean onPath = path.equals(DockerExecutable.NAME) || seen.contains(" " + path + "\n");
        if (!Json.text(kept, "key").equals(key) || !onPath) {
            return Optional.empty();
        }
        for (BuildProgram.Kind kind : BuildProgram.Kind.values()) {
            if (kind.name().equals(Json.text(kept, "kind"))) {
                BuildProgram program = new BuildProgram(path, Json.text(kept, "version"), kind);
                return Optional.of(new FindBuildProgram.Found(program, Json.text(kept, "note")));
            }
        }
        return Optional.empty();
    }
}
