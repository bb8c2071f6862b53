package io.jenkins.plugins.testeddelivery.release;

import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.docker.Pushed;
import io.jenkins.plugins.testeddelivery.docker.Registry;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether registries hold what a release says that they do. Changes nothing. */
public final class RegistryCheck {
    private final Ports ports;

    public RegistryCheck(Ports ports) {
        this.ports = ports;
    }

    /**
     * The same verification with what differs in registries.
     *
     * @throws Failure of kind UNREACHABLE if one cannot be reached, of kind USAGE if nothing of it was pushed
     */
    public Verification with(Verification verification) throws IOException, InterruptedException {
        List<Problem> problems = new ArrayList<>(verification.problems());
        List<ReleaseArtifact> pushed = verification.release().artifacts().stream()
                .filter(artifact -> artifact.registry().known())
                .toList();
        if (pushed.isEmpty()) {
            throw Failure.usage("The release " + verification.release().version()
                    + " is in no registry: it was exported without --push.");
        }
        Registry registry = Registry.of(ports, Login.NOBODY);
        for (ReleaseArtifact artifact : pushed) {
            Pushed where = artifact.registry();
            try {
                Pushed found = registry.look(where, artifact.imageId());
                if (!found.equals(where)) {
                    problems.add(new Problem(where.reference(), where.toString(), found.toString()));
                }
            } catch (Failure e) {
                if (e.kind() != Failure.Kind.FAILED) {
                    throw e;
                }
                problems.add(new Problem(where.reference(), "the image " + artifact.imageId(), e.getMessage()));
            }
        }
        return new Verification(verification.folder(), verification.release(), problems, verification.known());
    }
}
