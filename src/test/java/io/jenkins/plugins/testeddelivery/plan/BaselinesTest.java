package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.git.Change;
import io.jenkins.plugins.testeddelivery.git.Change.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    @Test
    void shouldPutTheChangesOfTheTreeOnTopOfThoseOfTheCommits() {
        List<Change> committed = List.of(
                new Change("added-then-deleted", Status.ADDED),
                new Change("added-then-modified", Status.ADDED),
                new Change("deleted-then-added", Status.DELETED),
                new Change("modified", Status.MODIFIED),
                new Change("modified-then-deleted", Status.MODIFIED));
        List<Change> inTree = List.of(
                new Change("added-then-deleted", Status.DELETED),
                new Change("added-then-modified", Status.MODIFIED),
                new Change("deleted-then-added", Status.ADDED),
                new Change("modified-then-deleted", Status.DELETED),
                new Change("untracked", Status.ADDED));

        assertThat(Baselines.withTree(committed, inTree))
                .containsExactly(
                        new Change("added-then-modified", Status.ADDED),
                        new Change("deleted-then-added", Status.MODIFIED),
                        new Change("modified", Status.MODIFIED),
                        new Change("modified-then-deleted", Status.DELETED),
                        new Change("untracked", Status.ADDED));
    }
}
