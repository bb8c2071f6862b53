package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import io.jenkins.plugins.testeddelivery.testing.GitRepo;
import io.jenkins.plugins.testeddelivery.testing.TestPorts;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Does pieces of work on a test's repository, through serialization as on another machine. */
final class Look {
    private Look() {}

    static Scan tree(GitRepo repo) {
        return act(repo.root(), new ScanRepository("", "", true));
    }

    static Scan commit(GitRepo repo, String revision) {
        return act(repo.root(), new ScanRepository(revision, "", true));
    }

    static String fingerprint(GitRepo repo, String component) {
        return tree(repo).fingerprints().get(component);
    }

    /** The lines of a component's document that begin with this word. */
    static List<String> lines(Scan scan, String component, String kind) {
        return scan.documents().get(component).lines()
                .filter(line -> line.startsWith(kind + " "))
                .toList();
    }

    /** The paths, as the document writes them, of a component's files. */
    static List<String> files(Scan scan, String component) {
        return lines(scan, component, "file").stream()
                .map(line -> line.substring(line.indexOf('"') + 1, line.length() - 1))
                .toList();
    }

    static <T extends Serializable> T act(Path root, Workspace.Work<T> work) {
        return act(root, Map.of(), work);
    }

    static <T extends Serializable> T act(Path root, Map<String, String> environment, Workspace.Work<T> work) {
        try {
            return TestPorts.at(root, environment, new TestPorts.Lines()).workspace().act(work);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
