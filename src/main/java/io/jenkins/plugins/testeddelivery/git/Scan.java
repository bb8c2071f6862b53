package io.jenkins.plugins.testeddelivery.git;

import io.jenkins.plugins.testeddelivery.config.Project;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The state of a repository at a commit, or of its working tree: what is in it, and the input fingerprint of every
 * component.
 *
 * @param commit 40 hex (64 in a SHA-256 repository)
 * @param commitTime seconds since the epoch, of the committer
 * @param ofTree whether the working tree was looked at
 * @param dirty whether the working tree differs from the commit (declared outputs and what Git ignores aside)
 * @param shallow whether history ends early here
 * @param fingerprints by component name: {@code sha256:…} of {@code documents}' entry
 * @param documents by component name: the text whose checksum the fingerprint is (DESIGN, "input fingerprint");
 *     empty if not asked for
 * @param inputs decides which paths are inputs of which component
 * @param treeChanges what differs between commit and working tree
 * @param trialFiles object id by path of the files a trial consists of: its compose files, and what the commands of
 *     {@code trial.run} and {@code trial.data} name
 * @param warnings typed: the text starts with a capital word such as {@code UNREADABLE} and a colon
 */
public record Scan(
        String commit,
        long commitTime,
        boolean ofTree,
        boolean dirty,
        boolean shallow,
        Project project,
        Map<String, String> fingerprints,
        Map<String, String> documents,
        Inputs inputs,
        List<Change> treeChanges,
        Map<String, String> trialFiles,
        List<String> warnings)
        implements Serializable {
    /** Whether this is, byte for byte, what the component's fingerprint counts at the path; false where that is not known. */
    public boolean counts(String component, String path, byte[] content) {
        for (Entry entry : ListedInputs.of(documents.getOrDefault(component, "")).orElse(List.of())) {
            if (entry.path().equals(path)) {
                return entry.regular() && entry.id().equals(BlobDigest.of(entry.id(), content));
            }
        }
        return false;
    }

    /**
     * The same state, with build contexts that hold all but what their ignore files name: also what {@code ignore:}
     * leaves out, and what the Dockerfile was not found to copy. Only for writing such a context.
     */
    public Scan withWholeContexts() {
        // the documents do not list what such a context holds
        return with(Map.of(), inputs.whole());
    }

    /** The same state for a look that needs none of the documents. */
    Scan withoutDocuments() {
        return with(Map.of(), inputs);
    }

    private Scan with(Map<String, String> newDocuments, Inputs newInputs) {
        return new Scan(
                commit,
                commitTime,
                ofTree,
                dirty,
                shallow,
                project,
                fingerprints,
                newDocuments,
                newInputs,
                treeChanges,
                trialFiles,
                warnings);
    }
}
