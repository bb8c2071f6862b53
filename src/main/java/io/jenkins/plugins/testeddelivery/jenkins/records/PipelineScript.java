package io.jenkins.plugins.testeddelivery.jenkins.records;

import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Json;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** The script that a run executes: what a body of {@code testAffected} proves, it proves by this script. */
public final class PipelineScript {
    private PipelineScript() {}

    /** The checksum of the script and of what it loaded so far; empty if the run has none. */
    public static String digest(Run<?, ?> run) {
        FlowExecutionOwner owner = run instanceof FlowExecutionOwner.Executable executable
                ? executable.asFlowExecutionOwner()
                : null;
        FlowExecution execution = owner == null ? null : owner.getOrNull();
        if (!(execution instanceof CpsFlowExecution script)) {
            return "";
        }
        TreeMap<String, Object> texts = new TreeMap<>(script.getLoadedScripts());
        texts.put("", script.getScript());
        return Digests.of(Json.canonical(texts));
    }
}
