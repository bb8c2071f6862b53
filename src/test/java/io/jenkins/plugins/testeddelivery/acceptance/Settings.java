package io.jenkins.plugins.testeddelivery.acceptance;

import java.util.Locale;

/** Knows what whoever runs the tests said of the controller. */
final class Settings {
    private Settings() {}

    static String url() {
        String url = System.getProperty("jenkins.url", "");
        return url.endsWith("/") ? url : url + "/";
    }

    static String user() {
        return of("user", "admin");
    }

    static String token() {
        return of("token", "admin");
    }

    /** Label of the agent that the tests work on. */
    static String label() {
        return of("label", "agent");
    }

    /** By which name the controller and its agent reach this machine. */
    static String reach() {
        return of("reach", "127.0.0.1");
    }

    /** A base image with BusyBox; empty: nothing is done with images. */
    static String image() {
        return of("image", "");
    }

    /** Somebody else who may use the controller, as {@code user:password}, and is no administrator. */
    static String other() {
        return of("other", "alice:alice");
    }

    private static String of(String name, String otherwise) {
        String environment = System.getenv("JENKINS_" + name.toUpperCase(Locale.ROOT));
        return System.getProperty("jenkins." + name, environment == null ? otherwise : environment);
    }
}
