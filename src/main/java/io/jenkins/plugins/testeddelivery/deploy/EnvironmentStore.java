package io.jenkins.plugins.testeddelivery.deploy;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** Where an environment keeps its state and its lock: with itself, so that every machine that reaches it agrees. */
interface EnvironmentStore {
    /** In words, for messages: the folder, or the engine's project. */
    String place();

    /** The state; empty: nothing was deployed yet. */
    Optional<State> read() throws IOException, InterruptedException;

    /** Replaces the state whole or not at all; what is written has the next generation and is returned. */
    State write(State state) throws IOException, InterruptedException;

    /**
     * Tries to take the lock.
     *
     * @return who holds it afterwards, and whether a dead holder's lock was taken over
     */
    Taken take(Holder holder) throws IOException, InterruptedException;

    /** Gives the lock back, if this hold still has it. */
    void release(Holder holder) throws IOException, InterruptedException;

    /** Who holds the lock; empty: nobody. */
    Optional<Holder> holder() throws IOException, InterruptedException;

    /** How a person frees a lock whose holder is known to be dead. */
    String howToFree();

    /**
     * What came of trying to take the lock.
     *
     * @param holder who has it now; null: somebody is writing it this very moment
     * @param tookOverFrom words of the dead holder it was taken from; empty: it was free
     */
    record Taken(Holder holder, String tookOverFrom) implements Serializable {}
}
