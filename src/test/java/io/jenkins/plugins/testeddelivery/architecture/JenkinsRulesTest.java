package io.jenkins.plugins.testeddelivery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import hudson.FilePath;
import hudson.model.Run;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.DeployGate;
import io.jenkins.plugins.testeddelivery.jenkins.promotion.PromotionCause;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import jenkins.agents.ControllerToAgentFileCallable;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;

/** Each rule finds what it is for: the classes in here break them on purpose. */
class JenkinsRulesTest {
    private static final ArchRule THREAD = JenkinsRules.pipelineThreadTouchesNothing();
    private static final ArchRule STORED = JenkinsRules.storedClassesAreOfPlainParts();
    private static final ArchRule SENT = JenkinsRules.callablesAreRecordsOfPlainParts();

    abstract static class Idle extends StepExecution {
        private static final long serialVersionUID = 1L;

        Idle(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            return false;
        }
    }

    static final class ReadsInItsConstructor extends Idle {
        private static final long serialVersionUID = 1L;

        ReadsInItsConstructor(StepContext context) throws IOException {
            super(context);
            Files.readString(Path.of("x"));
        }
    }

    static final class AsksTheAgentWhenItStarts extends Idle {
        private static final long serialVersionUID = 1L;

        AsksTheAgentWhenItStarts(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            return look();
        }

        private boolean look() throws IOException, InterruptedException {
            return getContext().get(FilePath.class).exists();
        }
    }

    /** As a place in a line does. */
    interface Place {
        void leave();
    }

    record Locked(ReentrantLock lock) implements Place {
        @Override
        public void leave() {
            lock.lock();
        }
    }

    static final class WaitsWhenItIsStopped extends Idle {
        private static final long serialVersionUID = 1L;
        private transient Place place;

        WaitsWhenItIsStopped(StepContext context) {
            super(context);
        }

        @Override
        public void stop(Throwable cause) {
            place.leave();
        }
    }

    static final class SleepsInACallback extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        @Override
        public void onSuccess(StepContext context, Object result) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onFailure(StepContext context, Throwable error) {}
    }

    static final class HandsOver extends Idle {
        private static final long serialVersionUID = 1L;

        HandsOver(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            new Thread(() -> new File("x").delete()).start();
            return false;
        }
    }

    @Test
    void shouldFindWhatHoldsThePipelinesThread() {
        assertThat(faults(THREAD, HandsOver.class)).isEmpty();
        assertThat(faults(THREAD, ReadsInItsConstructor.class)).contains("Files.readString");
        assertThat(faults(THREAD, AsksTheAgentWhenItStarts.class)).contains("FilePath.exists");
        assertThat(faults(THREAD, WaitsWhenItIsStopped.class, Locked.class, Place.class))
                .contains("ReentrantLock.lock");
        assertThat(faults(THREAD, SleepsInACallback.class)).contains("TimeUnit.sleep");
    }

    abstract static class Stored implements RunAction2 {
        @Override
        public void onAttached(Run<?, ?> run) {}

        @Override
        public void onLoad(Run<?, ?> run) {}
    }

    record Pair(String one, String other) {}

    enum Kind {
        A
    }

    static final class Part {
        private double size;
        private Kind kind;
    }

    abstract static class Plain extends Stored {
        private LinkedHashMap<String, ArrayList<Part>> parts;
        private transient Instant at;
    }

    abstract static class HoldsATime extends Stored {
        private Instant at;
    }

    abstract static class HoldsAnyMap extends Stored {
        private Map<String, String> map;
    }

    abstract static class HoldsAnything extends Stored {
        private ArrayList<Object> all;
    }

    abstract static class HoldsARecord extends Stored {
        private ArrayList<Pair> pairs;
    }

    abstract static class HoldsARawList extends Stored {
        @SuppressWarnings("rawtypes")
        private ArrayList all;
    }

    abstract static class InheritsATime extends HoldsATime {}

    @Test
    void shouldFindWhatWouldNotBeReadBack() {
        assertThat(faults(STORED, Plain.class, Part.class, Kind.class, PromotionCause.class)).isEmpty();
        assertThat(faults(STORED, HoldsATime.class)).contains("at is stored and is a java.time.Instant");
        assertThat(faults(STORED, InheritsATime.class)).contains("HoldsATime.at is stored");
        assertThat(faults(STORED, HoldsAnyMap.class)).contains("map is stored and is a java.util.Map");
        assertThat(faults(STORED, HoldsAnything.class)).contains("all is stored and is a java.lang.Object");
        assertThat(faults(STORED, HoldsARecord.class)).contains("Pair is stored and is a record");
        assertThat(faults(STORED, HoldsARawList.class)).contains("all does not say what it holds");
    }

    record SendsText(String text, List<Pair> pairs) implements ControllerToAgentFileCallable<Boolean> {
        @Override
        public Boolean invoke(File root, VirtualChannel channel) {
            return true;
        }
    }

    record SendsARun(Run<?, ?> run) implements ControllerToAgentFileCallable<Boolean> {
        @Override
        public Boolean invoke(File root, VirtualChannel channel) {
            return run.isBuilding();
        }
    }

    record AsksTheController(String text) implements ControllerToAgentFileCallable<Boolean> {
        @Override
        public Boolean invoke(File root, VirtualChannel channel) {
            return Jenkins.get() != null;
        }
    }

    static final class IsNoRecord implements ControllerToAgentFileCallable<Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean invoke(File root, VirtualChannel channel) {
            return true;
        }
    }

    @Test
    void shouldFindWhatMayNotTravel() {
        ArchRule controller = JenkinsRules.controllerIsAskedOnlyWhereThereIsOne("nowhere..");

        assertThat(faults(SENT, SendsText.class)).isEmpty();
        assertThat(faults(SENT, SendsARun.class)).contains("run is sent and is a hudson.model.Run");
        assertThat(faults(SENT, IsNoRecord.class)).contains("is sent and is no record with a name");
        assertThat(faults(controller, SendsText.class)).isEmpty();
        assertThat(faults(controller, AsksTheController.class)).contains("Jenkins.get()");
    }

    @Test
    void shouldFindAnArrowToARoomThatIsNotKnown() {
        assertThat(faults(JenkinsRules.roomsKnowThoseBeforeThem(), DeployGate.class)).isEmpty();
        assertThat(faults(JenkinsRules.roomsKnow(Map.of("promotion", List.of("run"))), DeployGate.class))
                .contains("io.jenkins.plugins.testeddelivery.jenkins.records.ProjectRecords");
    }

    private static String faults(ArchRule rule, Class<?>... classes) {
        return String.join(
                "\n",
                rule.evaluate(new ClassFileImporter().importClasses(classes))
                        .getFailureReport()
                        .getDetails());
    }
}
