package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;

/** Says where the repository is: its top folder and Git's common folder, both absolute. */
public record Locate() implements Workspace.Work<Locate.Repository> {
    /** @param commonDir shared by all worktrees; the ledger's place */
    public record Repository(String top, String commonDir) implements Serializable {}

    /** @throws io.jenkins.plugins.testeddelivery.port.Failure of kind USAGE outside a repository */
    @Override
    public Repository in(Workspace.Place place) throws IOException, InterruptedException {
        OpenRepository found = OpenRepository.at(place);
        return new Repository(found.top().toString(), found.commonDir().toString());
    }
}
