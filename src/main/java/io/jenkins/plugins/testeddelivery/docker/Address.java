package io.jenkins.plugins.testeddelivery.docker;

import java.io.Serializable;

/**
 * Where an engine listens.
 *
 * @param host {@code unix:///var/run/docker.sock}, {@code tcp://host:2376}
 * @param certificates folder with {@code ca.pem}, {@code cert.pem}, {@code key.pem}; empty: no TLS
 */
record Address(String host, String certificates) implements Serializable {
    /** The host for messages and records: without what may be a password. */
    String shown() {
        return host.replaceFirst("//[^@/]*@", "//");
    }
}
