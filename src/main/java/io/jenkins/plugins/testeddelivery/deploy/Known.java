package io.jenkins.plugins.testeddelivery.deploy;

import io.jenkins.plugins.testeddelivery.ledger.Fact;
import java.io.IOException;
import java.util.List;

/** The deployments that a ledger knows of, oldest first; read only where they matter. */
@FunctionalInterface
public interface Known {
    List<Fact.Deployment> deployments() throws IOException;
}
