package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.config.Hook;
import io.jenkins.plugins.testeddelivery.port.Commands;
import io.jenkins.plugins.testeddelivery.port.Commands.Command;
import io.jenkins.plugins.testeddelivery.port.Failure;
import io.jenkins.plugins.testeddelivery.port.Log;
import io.jenkins.plugins.testeddelivery.port.Ports;
import java.util.List;
import java.util.Map;

/** Runs what the configuration wants done, a back-up say, before development is cleaned out: the services still run. */
public final class BeforeRebuild {
    private final Ports ports;

    public BeforeRebuild(Ports ports) {
        this.ports = ports;
    }

    /** @throws Failure if one does not exit 0; nothing was removed yet */
    public void run(List<Hook> hooks, String project) throws InterruptedException {
        Log log = ports.log().prefixed("before | ");
        for (Hook hook : hooks) {
            ports.log().line("before: " + hook.words());
            Command command = Command.of(hook.run()).with(Map.of("DELIVERY_PROJECT", project)).within(hook.timeout());
            Commands.Outcome outcome = ports.commands().run(command, log::line, log::line);
            if (!outcome.succeeded()) {
                throw Failure.failed("rebuild.before failed: " + hook.run() + ", " + outcome.words()
                        + ". Nothing was removed; mend it, or take it out of delivery.yaml.");
            }
        }
    }
}
