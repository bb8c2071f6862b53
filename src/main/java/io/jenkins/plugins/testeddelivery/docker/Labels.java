package io.jenkins.plugins.testeddelivery.docker;

import java.util.Set;

/** The labels on images, containers, networks and volumes by which this software knows its own. Never hold a secret. */
public final class Labels {
    /** What all labels of this software start with. */
    public static final String PREFIX = "io.github.tested-delivery.";

    /** The input fingerprint an image was built from. */
    public static final String FINGERPRINT = PREFIX + "fingerprint";

    /** What {@code ARG DELIVERY_BREAK} was when an image was built: with it, its layers can be taken from a cache again. */
    public static final String BREAK = PREFIX + "break";

    /** The same of {@code ARG DELIVERY_BREAK_DEPENDENCIES}. */
    public static final String BREAK_DEPENDENCIES = PREFIX + "break-dependencies";

    /** The base images an image was built on, see {@link Bases}. */
    public static final String BASES = PREFIX + "bases";

    public static final String PROJECT = PREFIX + "project";
    public static final String COMPONENT = PREFIX + "component";
    public static final String VERSION = PREFIX + "version";

    /** Digest of the artifact that a container runs. */
    public static final String ARTIFACT = PREFIX + "artifact";

    /** Name of the environment something belongs to. */
    public static final String ENVIRONMENT = PREFIX + "environment";

    /** Id of the trial something was started for. */
    public static final String TRIAL = PREFIX + "trial";

    /** On whose behalf a trial was started, where its process serves many. */
    public static final String OWNER = PREFIX + "owner";

    /** Who holds a lock, and since when: on a lock container. */
    public static final String HOLDER = PREFIX + "holder";

    /** State kept on a marker container, as JSON. */
    public static final String STATE = PREFIX + "state";

    /** On a container that sees the source itself: the component's folder. */
    public static final String MOUNTED = PREFIX + "mounted";

    /** On a volume that holds what an image installed, and no data: the component. */
    public static final String DEPENDENCIES = PREFIX + "dependencies";

    public static final String OCI_REVISION = "org.opencontainers.image.revision";
    public static final String OCI_CREATED = "org.opencontainers.image.created";
    public static final String OCI_SOURCE = "org.opencontainers.image.source";
    public static final String OCI_VERSION = "org.opencontainers.image.version";

    private static final Set<String> OCI = Set.of(OCI_REVISION, OCI_CREATED, OCI_SOURCE, OCI_VERSION);

    private Labels() {}

    /** Whether a label says where an image comes from, and nothing of what it does: left out of its identity. */
    public static boolean tellsOrigin(String label) {
        return label.startsWith(PREFIX) || OCI.contains(label);
    }
}
