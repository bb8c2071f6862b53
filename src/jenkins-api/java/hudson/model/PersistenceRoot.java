package hudson.model;

import java.io.File;

/** Declares what is used of the interface {@code hudson.model.PersistenceRoot}. */
public interface PersistenceRoot {
    File getRootDir();
}
