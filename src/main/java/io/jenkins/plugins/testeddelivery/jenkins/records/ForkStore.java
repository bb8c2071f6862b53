package io.jenkins.plugins.testeddelivery.jenkins.records;

import io.jenkins.plugins.testeddelivery.ledger.ContentStore;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.io.InputStream;

/** The content that an untrusted run sees: the project's and its own; it adds to its own alone. */
record ForkStore(ContentStore shared, ContentStore own) implements ContentStore {
    @Override
    public boolean has(String digest) throws IOException {
        return own.has(digest) || shared.has(digest);
    }

    @Override
    public long size(String digest) throws IOException {
        return holder(digest).size(digest);
    }

    @Override
    public InputStream open(String digest) throws IOException {
        return holder(digest).open(digest);
    }

    @Override
    public String put(InputStream content) throws IOException, InterruptedException {
        return own.put(content);
    }

    @Override
    public String keep(Workspace workspace, String path) throws IOException, InterruptedException {
        return own.keep(workspace, path);
    }

    /** The project's is only ever copied: a link would let the fork's files and the project's be the same. */
    @Override
    public void give(String digest, Workspace workspace, String path) throws IOException, InterruptedException {
        if (own.has(digest)) {
            own.give(digest, workspace, path);
        } else {
            shared.give(digest, new Unlinked(workspace), path);
        }
    }

    @Override
    public boolean intact(String digest) throws IOException {
        return holder(digest).intact(digest);
    }

    private ContentStore holder(String digest) throws IOException {
        return own.has(digest) ? own : shared;
    }

    /** What a fork must not remove makes no room. */
    @Override
    public long frees(String digest) throws IOException {
        return own.frees(digest);
    }

    @Override
    public boolean remove(String digest) throws IOException {
        return own.remove(digest);
    }
}
