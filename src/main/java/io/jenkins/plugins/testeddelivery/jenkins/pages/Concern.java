package io.jenkins.plugins.testeddelivery.jenkins.pages;

/**
 * Something about the records that an administrator must look at.
 *
 * @param kind what it is about
 * @param project full name of the project, as a person reads it
 * @param detail the file, the environment, or what is left
 */
record Concern(Kind kind, String project, String detail) {
    /** What there is to be concerned about. */
    enum Kind {
        /** A record was cut off when its process was killed, and set aside. */
        TORN,
        /** Records cannot be read. */
        DAMAGED,
        /** A deployment was cut short and the environment is in the middle. */
        HELD,
        /** A project's store is larger than it may be, and nothing of it may go. */
        QUOTA,
        /** There is hardly any room left for records and artifacts. */
        FULL
    }
}
