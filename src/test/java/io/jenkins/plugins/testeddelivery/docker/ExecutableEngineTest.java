package io.jenkins.plugins.testeddelivery.docker;

/** The contract through the docker executable. */
class ExecutableEngineTest extends EngineContract {
    ExecutableEngineTest() {
        super("executable");
    }
}
