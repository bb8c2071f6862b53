package io.jenkins.plugins.testeddelivery.jenkins.steps;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.docker.Login;
import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.List;

/** Finds the login for a registry that a script names by its credentials' id. */
final class RegistryLogin {
    private RegistryLogin() {}

    /** @return {@link Login#NOBODY} for no id: what docker is logged in with on the agent */
    static Login of(Run<?, ?> run, String id, Trust trust) {
        if (id.isEmpty()) {
            return Login.NOBODY;
        }
        requireTrusted(trust);
        StandardUsernamePasswordCredentials found = CredentialsProvider.findCredentialById(
                id, StandardUsernamePasswordCredentials.class, run, List.of());
        if (found == null) {
            throw Failure.usage("credentialsId: this job may use no user name with password of the id "
                    + ReleaseSource.quoted(id) + "; add one, or correct the id");
        }
        CredentialsProvider.track(run, found);
        return Login.of(found.getUsername(), found.getPassword().getPlainText());
    }

    /** A change request could push under a release's name, or send the login wherever it likes. */
    static void requireTrusted(Trust trust) {
        if (trust.origin() != Trust.Origin.OWN) {
            throw Failure.failed("a change request is not pushed to a registry and uses no credentials; merge it, and let"
                    + " the branch do that");
        }
    }
}
