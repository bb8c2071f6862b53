package io.jenkins.plugins.testeddelivery.deploy;

/**
 * One thing that a deployment would do, as a dry run prints it.
 *
 * @param subject the service, or the component of an archive
 * @param component the component concerned; empty: a service that runs none
 * @param how what happens to it
 * @param words why, for people
 */
record Change(String subject, String component, How how, String words) {
    /** What happens to a service or an archive. */
    enum How {
        /** Another artifact takes its place. */
        REPLACE,
        /** The same artifact with other run-time settings, or after something outside changed it. */
        RESTART,
        /** It is not there, or stands still. */
        START,
        /** The release no longer has it. */
        REMOVE
    }

    String line() {
        return how + " " + subject + ": " + words;
    }
}
