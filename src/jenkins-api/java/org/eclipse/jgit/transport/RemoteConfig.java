package org.eclipse.jgit.transport;

import java.io.Serializable;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.jgit.lib.Config;

/** Declares what is used of the class {@code org.eclipse.jgit.transport.RemoteConfig}. */
public class RemoteConfig implements Serializable {
    public RemoteConfig(Config rc, String remoteName) throws URISyntaxException {}

    public List<RefSpec> getFetchRefSpecs() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getName() {
        return null;
    }

    public List<URIish> getURIs() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
