package org.eclipse.jgit.transport;

import java.io.Serializable;

/** Declares what is used of the class {@code org.eclipse.jgit.transport.RefSpec}. */
public class RefSpec implements Serializable {
    public RefSpec(String spec) {}
}
