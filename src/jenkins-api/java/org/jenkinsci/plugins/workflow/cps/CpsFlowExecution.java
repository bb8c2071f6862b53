package org.jenkinsci.plugins.workflow.cps;

import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Declares what is used of the class {@code org.jenkinsci.plugins.workflow.cps.CpsFlowExecution}. */
public class CpsFlowExecution extends FlowExecution {
    public CpsFlowExecution(String script, boolean sandbox, FlowExecutionOwner owner) throws IOException {}

    public Map<String, String> getLoadedScripts() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public String getScript() {
        return null;
    }
}
