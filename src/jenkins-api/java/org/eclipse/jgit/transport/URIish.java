package org.eclipse.jgit.transport;

import java.io.Serializable;

/** Declares what is used of the class {@code org.eclipse.jgit.transport.URIish}. */
public class URIish implements Serializable {
    public URIish() {}

    @Override
    public String toString() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
