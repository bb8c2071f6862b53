package io.jenkins.plugins.testeddelivery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds the house's plan: which room may know which, and through which doors the engine acts. */
@AnalyzeClasses(packages = "io.jenkins.plugins.testeddelivery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.testeddelivery.";
    private static final int LONGEST = 400;

    /** Each knows those before it; {@code port}, {@code ledger} and {@code docker} may be known by all. */
    private static final List<String> FLOW =
            List.of("config", "git", "plan", "build", "trial", "release", "promote", "deploy", "upkeep", "dev");

    @ArchTest
    static final ArchRule portKnowsNoOtherRoom = knowsOnly("port", List.of());

    @ArchTest
    static final ArchRule ledgerKnowsThePortsAlone = knowsOnly("ledger", List.of("port"));

    @ArchTest
    static final ArchRule dockerKnowsThePortsAlone = knowsOnly("docker", List.of("port"));

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandUsesPicocli = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule onlyThePluginKnowsJenkins = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "jenkins..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke..");

    /** A process started elsewhere would not see what the user arranged; Git plumbing runs beside the files. */
    @ArchTest
    static final ArchRule processesStartBehindThePorts = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "cli..", ROOT + "git..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);

    @ArchTest
    static final ArchRule onlyTheEngineRoomSpeaksToTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "docker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..");

    /** What travels to an agent is named, plain and final. */
    @ArchTest
    static final ArchRule workThatTravelsIsARecord = classes()
            .that()
            .implement(Workspace.Work.class)
            .should(new ArchCondition<>("be records, not lambdas or anonymous classes") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean ok = type.isRecord() && !type.isAnonymousClass();
                    events.add(new SimpleConditionEvent(type, ok, type.getName() + " is a Work and no record"));
                }
            });

    @ArchTest
    static final ArchRule nothingStaticCanChange = classes()
            .that(DescribedPredicate.alwaysTrue())
            .should(new ArchCondition<>("have only final static fields") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getFields().stream()
                            .filter(field -> Modifier.isStatic(field.reflect().getModifiers()))
                            .filter(field -> !Modifier.isFinal(field.reflect().getModifiers()))
                            .forEach(field -> events.add(SimpleConditionEvent.violated(field, field.getFullName())));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule flowPointsOneWay = classes()
            .that()
            .resideInAnyPackage(FLOW.stream().map(room -> ROOT + room + "..").toArray(String[]::new))
            .should(new ArchCondition<>("know only the rooms before their own") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    int own = FLOW.indexOf(room(type));
                    type.getDirectDependenciesFromSelf().forEach(dependency -> {
                        String target = room(dependency.getTargetClass());
                        boolean allowed = target.isEmpty()
                                || List.of("port", "ledger", "docker").contains(target)
                                || FLOW.contains(target) && FLOW.indexOf(target) <= own;
                        if (!allowed) {
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                        }
                    });
                }
            });

    @ArchTest
    static final ArchRule namesSayWhatAClassIsFor =
            noClasses().should().haveSimpleNameEndingWith("Manager")
                    .orShould().haveSimpleNameEndingWith("Helper")
                    .orShould().haveSimpleNameEndingWith("Util")
                    .orShould().haveSimpleNameEndingWith("Utils");

    @ArchTest
    static final ArchRule onlyTheCommandPrintsAndExits = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class);

    /** They decide or show; what lies on a disk reaches them as data. */
    @ArchTest
    static final ArchRule planningAndShowingTouchNoFile = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "plan..", ROOT + "promote..", ROOT + "report..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Files.class);

    @ArchTest
    static void sourceFilesStayShort(JavaClasses all) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : (Iterable<Path>) files.filter(path -> path.toString().endsWith(".java"))::iterator) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LONGEST);
            }
        }
    }

    private static ArchRule knowsOnly(String room, List<String> others) {
        List<String> allowed = new ArrayList<>(others);
        allowed.add(room);
        return classes()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should(new ArchCondition<>("know only " + allowed) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getDirectDependenciesFromSelf().forEach(dependency -> {
                            String target = room(dependency.getTargetClass());
                            if (!target.isEmpty() && !allowed.contains(target)) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        });
                    }
                });
    }

    /** The room a class is in; empty for everybody else's classes. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String rest = name.substring(ROOT.length());
        return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    }
}
