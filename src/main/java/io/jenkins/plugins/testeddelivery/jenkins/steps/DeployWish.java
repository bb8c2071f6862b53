package io.jenkins.plugins.testeddelivery.jenkins.steps;

import io.jenkins.plugins.testeddelivery.jenkins.records.Trust;
import io.jenkins.plugins.testeddelivery.plan.Version;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.io.Serializable;

/** What a script asks {@code deployTested} for. */
final class DeployWish implements Serializable {
    static final String CREDENTIALS = "credentialsId: is for images that come from a registry; set skipLoad, or leave it out";
    private static final long serialVersionUID = 1L;

    private final String environment;
    private final String version;
    private final String from;
    private final boolean skipLoad;
    private final String credentialsId;

    DeployWish(String environment, String version, String from, boolean skipLoad, String credentialsId) {
        this.environment = environment;
        this.version = version;
        this.from = from;
        this.skipLoad = skipLoad;
        this.credentialsId = credentialsId;
    }

    String environment() {
        return environment;
    }

    String version() {
        return version;
    }

    String from() {
        return from;
    }

    boolean skipLoad() {
        return skipLoad;
    }

    String credentialsId() {
        return credentialsId;
    }

    /**
     * Refuses what cannot be, before any work.
     *
     * @throws Failure that says what to write instead
     */
    void check(Trust trust) {
        if (trust.origin() != Trust.Origin.OWN) {
            throw Failure.failed("a change request is never deployed; merge it, and deploy what the branch built");
        }
        if (environment.isEmpty()) {
            throw Failure.usage("environment: expected the name of an environment, found nothing");
        }
        if (!version.isEmpty() && !Version.valid(version)) {
            throw Failure.usage("version: expected one like vabc1234-20250120-143022, found "
                    + ReleaseSource.quoted(version));
        }
        if (!credentialsId.isEmpty() && !skipLoad) {
            throw Failure.usage(CREDENTIALS);
        }
    }
}
