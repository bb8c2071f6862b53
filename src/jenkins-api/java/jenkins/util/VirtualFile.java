package jenkins.util;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** Declares what is used of the class {@code jenkins.util.VirtualFile}. */
public abstract class VirtualFile implements Comparable<VirtualFile>, Serializable {
    public VirtualFile() {}

    public abstract VirtualFile child(String name);

    public abstract String getName();

    public abstract InputStream open() throws IOException;
}
