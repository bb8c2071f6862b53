package io.jenkins.plugins.testeddelivery.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.jenkins.plugins.testeddelivery.port.Workspace;

/** Holds the plugin's part of the house's plan: threads, stored objects, what travels, and its rooms. */
@AnalyzeClasses(packages = "io.jenkins.plugins.testeddelivery", importOptions = ImportOption.DoNotIncludeTests.class)
class JenkinsArchitectureTest {
    @ArchTest
    static final ArchRule pipelineThread = JenkinsRules.pipelineThreadTouchesNothing();

    @ArchTest
    static final ArchRule storedClasses = JenkinsRules.storedClassesAreOfPlainParts();

    @ArchTest
    static final ArchRule callables = JenkinsRules.callablesAreRecordsOfPlainParts();

    @ArchTest
    static final ArchRule rooms = JenkinsRules.roomsKnowThoseBeforeThem();

    @ArchTest
    static final ArchRule controller = JenkinsRules.controllerIsAskedOnlyWhereThereIsOne(
            JenkinsRules.JENKINS + "agent..", JenkinsRules.JENKINS + "run..");

    @ArchTest
    static final ArchRule oldWays = JenkinsRules.controllerIsNeverAskedForInAnOldWay();

    /** The same work travels as a piece of the engine's. */
    @ArchTest
    static final ArchRule enginesWork = JenkinsRules.workIsOfPlainParts(Workspace.Work.class);

    @ArchTest
    static final ArchRule engineKnowsNothingOfThePlugin = ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage(JenkinsRules.JENKINS + ".")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    JenkinsRules.JENKINS + ".",
                    "net.sf.json..",
                    "jakarta.servlet..",
                    "org.springframework..",
                    "org.eclipse.jgit..",
                    "com.cloudbees..",
                    "org.jvnet..");
}
