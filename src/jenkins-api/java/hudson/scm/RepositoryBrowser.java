package hudson.scm;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.io.Serializable;

/** Declares what is used of the class {@code hudson.scm.RepositoryBrowser}. */
public abstract class RepositoryBrowser<E extends ChangeLogSet.Entry> implements Describable<RepositoryBrowser<?>>,
        ExtensionPoint, Serializable {
    public RepositoryBrowser() {}
}
