package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

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
        private final String function;

        /** @param function the step's name in a script */
        protected EngineStepDescriptor(String function) {
            this.function = function;
        }

        @Override
        public final String getFunctionName() {
            return function;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            // in this order: the first one that is missing is what Pipeline tells the user about
            return new LinkedHashSet<>(
                    List.of(FilePath.class, Launcher.class, EnvVars.class, Run.class, TaskListener.class));
        }

        /** A list as a form shows it: one to a line. */
        @Restricted(NoExternalUse.class)
        public String lines(List<String> texts) {
            return texts == null ? "" : String.join("\n", texts);
        }

        /** What somebody who may configure the item is told about a value; others learn nothing. */
        static FormValidation checked(Item item, String problem) {
            if (item == null) {
                Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            } else {
                item.checkPermission(Item.CONFIGURE);
            }
            return problem.isEmpty() ? FormValidation.ok() : FormValidation.error(problem);
        }

        /** The list behind the lines of a form. */
        static List<String> list(JSONObject form, String field) {
            return filled(form.optString(field, "").lines().toList());
        }
    }
}
