package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.util.List;

/** Finds what differs between one commit and head, however they are related: what runs somewhere may be beside head. */
public record ChangesSince(String head, String commit) implements Workspace.Work<FindBase.Found> {
    @Override
    public FindBase.Found in(Workspace.Place place) throws IOException, InterruptedException {
        OpenRepository repository = OpenRepository.at(place);
        History history = new History(repository, place.log());
        if (!history.has(commit)) {
            return new FindBase.Found("", "SHALLOW", "commit " + commit + " is not in this clone" + history.advice(), List.of());
        }
        try (GitObjects objects = new GitObjects(repository.git())) {
            String before = objects.commit(commit).tree();
            List<Change> changes = Differences.since(
                            repository.git(), List.of(before), objects.commit(head).tree())
                    .get(before);
            return new FindBase.Found(commit, "", "", changes);
        } catch (Failure e) {
            return FindBase.lacking(e);
        }
    }
}
