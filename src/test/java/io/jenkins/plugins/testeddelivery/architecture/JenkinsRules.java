package io.jenkins.plugins.testeddelivery.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import hudson.FilePath;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.JobProperty;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import jenkins.model.CauseOfInterruption;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What holds for classes that Jenkins calls, stores or sends. */
final class JenkinsRules {
    static final String ROOT = "io.jenkins.plugins.testeddelivery.";
    static final String JENKINS = ROOT + "jenkins.";

    /** Rooms of the plugin, each with those that it knows. */
    private static final Map<String, List<String>> KNOWN = Map.of(
            "agent", List.of(),
            "records", List.of("agent"),
            "run", List.of("agent", "records"),
            "promotion", List.of("agent", "records", "run"),
            "steps", List.of("agent", "records", "run", "promotion"),
            "pages", List.of("records", "run", "promotion"));

    private JenkinsRules() {}

    /** The Pipeline's thread runs every build's script: what it meets here comes back at once. */
    static ArchRule pipelineThreadTouchesNothing() {
        return classes()
                .that()
                .areAssignableTo(StepExecution.class)
                .or()
                .areAssignableTo(Step.class)
                .or()
                .areAssignableTo(BodyExecutionCallback.class)
                .should(condition(
                        "touch no file, launcher or lock on the Pipeline's thread",
                        (type, events) -> new PipelineThread(type)
                                .forbidden()
                                .forEach(one -> events.add(SimpleConditionEvent.violated(type, one)))));
    }

    /** Jenkins writes them as XML or with a script's state: all else reads back as null or cannot be saved. */
    static ArchRule storedClassesAreOfPlainParts() {
        return classes()
                .that(isStored())
                .should(condition(
                        "hold only text, numbers, booleans, enums, ArrayList, LinkedHashMap, TreeMap and their like",
                        (type, events) -> StoredParts.faults(type)
                                .forEach(one -> events.add(SimpleConditionEvent.violated(type, one)))));
    }

    /** What leaves for an agent is named and carries plain values: nobody's enclosing object travels along. */
    static ArchRule callablesAreRecordsOfPlainParts() {
        return classes()
                .that(DescribedPredicate.describe(
                        "are sent to an agent",
                        type -> type.isAssignableTo("hudson.remoting.Callable")
                                || type.isAssignableTo(FilePath.FileCallable.class)))
                .should(condition("be records of plain values", SentParts::check));
    }

    static ArchRule workIsOfPlainParts(Class<?> work) {
        return classes().that().implement(work).should(condition("be records of plain values", SentParts::check));
    }

    static ArchRule roomsKnowThoseBeforeThem() {
        return roomsKnow(KNOWN);
    }

    static ArchRule roomsKnow(Map<String, List<String>> known) {
        return classes()
                .that()
                .resideInAPackage(JENKINS + "*..")
                .should(condition("know only rooms " + known, (type, events) -> type.getDirectDependenciesFromSelf()
                        .forEach(dependency -> {
                            String target = room(dependency.getTargetClass());
                            if (!target.isEmpty()
                                    && !target.equals(room(type))
                                    && !known.get(room(type)).contains(target)) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        })));
    }

    /** What runs on an agent finds no controller there; a run's action is given all it needs. */
    static ArchRule controllerIsAskedOnlyWhereThereIsOne(String... rooms) {
        return noClasses()
                .that()
                .resideInAnyPackage(rooms)
                .or()
                .areAssignableTo(FilePath.FileCallable.class)
                .or()
                .areAssignableTo(Workspace.Work.class)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "Jenkins is asked for",
                        call -> call.getTargetOwner().isEquivalentTo(Jenkins.class) && call.getName().equals("get")))
                .allowEmptyShould(true);
    }

    /** The older way may answer null without its name saying so. */
    static ArchRule controllerIsNeverAskedForInAnOldWay() {
        return noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "Jenkins is asked for in an old way",
                        call -> call.getTargetOwner().isEquivalentTo(Jenkins.class)
                                && call.getName().equals("getInstance")));
    }

    private static DescribedPredicate<JavaClass> isStored() {
        return DescribedPredicate.describe(
                "are stored by Jenkins",
                type -> !type.isInterface()
                        && (type.isAssignableTo(JobProperty.class)
                                || type.isAssignableTo(GlobalConfiguration.class)
                                || type.isAssignableTo(AbstractFolderProperty.class)
                                || type.isAssignableTo(StepExecution.class)
                                || type.isAssignableTo(BodyExecutionCallback.class)
                                || type.isAssignableTo(Cause.class)
                                || type.isAssignableTo(CauseOfInterruption.class)
                                || type.isAssignableTo("jenkins.model.RunAction2")
                                || type.isAssignableTo("hudson.model.InvisibleAction")
                                        && type.isAssignableTo(Action.class)));
    }

    private static ArchCondition<JavaClass> condition(String words, BiConsumer<JavaClass, ConditionEvents> check) {
        return new ArchCondition<>(words) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(type, events);
            }
        };
    }

    /** The plugin's room that a class is in; empty for all others. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(JENKINS)) {
            return "";
        }
        String rest = name.substring(JENKINS.length());
        return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    }
}
