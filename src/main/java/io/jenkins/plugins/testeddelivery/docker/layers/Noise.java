package io.jenkins.plugins.testeddelivery.docker.layers;

import java.io.Serializable;

/** Says which differences mean nothing. Paths are without a slash at their start. */
public interface Noise extends Serializable {
    /** How a file's content is compared. */
    enum Look {
        BYTES,
        /** Python's byte code without the time of its source. */
        PYTHON,
        /** Without the time in the header. */
        GZIP,
        /** The members of a zip or jar, without their times. */
        ZIP,
        /** A table of accounts without the day of the last change of a password. */
        ACCOUNTS
    }

    /** Whether what is at this path is another at each build and means nothing. */
    boolean leavesOut(String path);

    Look look(String path);

    /** Everything counts. */
    record None() implements Noise {
        @Override
        public boolean leavesOut(String path) {
            return false;
        }

        @Override
        public Look look(String path) {
            return Look.BYTES;
        }
    }
}
