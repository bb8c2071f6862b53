package io.jenkins.plugins.testeddelivery.port;

/**
 * On whose behalf something is kept that outlives a process: a trial's containers, an environment's lock. Where a
 * process id says nothing, since the process serves many, whoever finds it asks whether the owner is gone.
 */
public interface Owner {
    /** Nobody but the process itself. */
    Owner PROCESS = new Owner() {
        @Override
        public String name() {
            return "";
        }

        @Override
        public boolean gone(String other) {
            return false;
        }
    };

    /** Told in labels and locks; no secret; empty: see {@link #PROCESS}. */
    String name();

    /** Whether the owner of that name is known to have come to its end; false for one that is not known here. */
    boolean gone(String other);
}
