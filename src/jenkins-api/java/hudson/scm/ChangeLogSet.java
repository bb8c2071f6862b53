package hudson.scm;

import hudson.model.Run;
import hudson.model.User;

/** Declares what is used of the class {@code hudson.scm.ChangeLogSet}. */
public abstract class ChangeLogSet<T extends ChangeLogSet.Entry> implements Iterable<T> {
    protected ChangeLogSet(Run<?, ?> run, RepositoryBrowser<?> browser) {}

    /** Declares what is used of the class {@code hudson.scm.ChangeLogSet.Entry}. */
    public abstract static class Entry {
        public Entry() {}

        public abstract User getAuthor();

        public String getCommitId() {
            return null;
        }

        public abstract String getMsg();
    }
}
