package io.jenkins.plugins.testeddelivery.docker;

/** The contract through the engine's API. */
class SocketEngineTest extends EngineContract {
    SocketEngineTest() {
        super("socket");
    }
}
