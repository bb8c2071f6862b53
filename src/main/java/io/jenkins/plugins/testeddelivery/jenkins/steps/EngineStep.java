package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** A step that runs the engine: it works on files, so it is inside {@code node}. */
public abstract class EngineStep extends Step {
    /** What a form leaves empty is not given. */
    static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    static List<String> filled(List<String> texts) {
        List<String> all = new ArrayList<>();
        if (texts != null) {
            texts.stream().map(EngineStep::trimmed).filter(text -> !text.isEmpty()).forEach(all::add);
        }
        return List.copyOf(all);
    }

    /** What every such step needs around it. */
    public abstract static class EngineStepDescriptor extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FilePath.class, Launcher.class, EnvVars.class);
        }
    }
}
