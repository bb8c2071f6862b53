package io.jenkins.plugins.testeddelivery.report;

import io.jenkins.plugins.testeddelivery.port.Digests;

/** How values are written for people on every page. */
final class Shown {
    private static final int CHECKSUM_DIGITS = 12;
    private static final int COMMIT_DIGITS = 7;

    private Shown() {}

    /** {@code 2025-01-20 14:30:22 UTC}; the text as it is where it is no time. */
    static String time(String at) {
        return Ink.plain(at.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?Z$", "$1 $2 UTC"));
    }

    /** The first digits of a checksum; empty stays empty. */
    static String start(String checksum) {
        String hex = Digests.hex(checksum);
        return hex.length() > CHECKSUM_DIGITS ? hex.substring(0, CHECKSUM_DIGITS) + "…" : hex;
    }

    static String commit(String id) {
        return Ink.plain(id.substring(0, Math.min(COMMIT_DIGITS, id.length())));
    }

    /** {@code 12 tests, 1 failed}; empty: none were counted. */
    static String tests(long tests, long failed) {
        return tests == 0 ? "" : tests + (tests == 1 ? " test" : " tests") + (failed == 0 ? "" : ", " + failed + " failed");
    }
}
