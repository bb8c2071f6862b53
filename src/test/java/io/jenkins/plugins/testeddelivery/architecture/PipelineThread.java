package io.jenkins.plugins.testeddelivery.architecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a step or its execution runs on the Pipeline's thread, as far as it is ours: its constructors and the methods
 * that Pipeline calls, and what these call. A lambda is what is handed over to another thread.
 */
final class PipelineThread {
    private static final Set<String> CALLED_BY_PIPELINE =
            Set.of("start", "stop", "onResume", "getStatus", "blocksRestart", "onStart", "onSuccess", "onFailure");

    /** Owners of calls that touch a file, an agent or a record, or that may wait. */
    private static final Pattern FORBIDDEN = Pattern.compile("java\\.nio\\.file\\..*"
            + "|java\\.io\\.(File|RandomAccessFile|FileInputStream|FileOutputStream)"
            + "|java\\.lang\\.(Process|ProcessBuilder|Runtime)"
            + "|java\\.util\\.concurrent\\.(locks\\..*|Future|CompletableFuture|CountDownLatch|Semaphore|CyclicBarrier)"
            + "|hudson\\.(FilePath|Launcher|Proc|XmlFile)(\\$.*)?"
            + "|hudson\\.remoting\\..*"
            + "|hudson\\.model\\.(Computer|Node)"
            + "|org\\.jenkinsci\\.plugins\\.gitclient\\..*"
            + "|io\\.jenkins\\.plugins\\.testeddelivery\\."
            + "(jenkins\\.agent|jenkins\\.records|ledger|git|build|trial|release|deploy)\\..*");

    private static final Set<String> WAITING =
            Set.of("sleep", "wait", "join", "invokeAll", "invokeAny", "awaitTermination");

    private final JavaClass type;

    PipelineThread(JavaClass type) {
        this.type = type;
    }

    /** A sentence for each call that has no place there. */
    Set<String> forbidden() {
        Set<String> wrong = new TreeSet<>();
        Set<JavaCodeUnit> seen = new LinkedHashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(entries());
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (!seen.add(unit)) {
                continue;
            }
            for (JavaCall<?> call : unit.getCallsFromSelf()) {
                if (call.isDeclaredInLambda()) {
                    continue;
                }
                if (FORBIDDEN.matcher(call.getTargetOwner().getName()).matches() || isWaiting(call)) {
                    wrong.add(call.getDescription());
                }
                targets(call).forEach(open::add);
            }
        }
        return wrong;
    }

    /** A class's own constructors and methods, and those it inherits from our classes. */
    private List<JavaCodeUnit> entries() {
        return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                .filter(PipelineThread::isOurs)
                .flatMap(one -> one.getCodeUnits().stream())
                .filter(unit -> unit.isConstructor()
                        || CALLED_BY_PIPELINE.contains(unit.getName()) && !isOverridden(unit))
                .toList();
    }

    private boolean isOverridden(JavaCodeUnit unit) {
        return implementation(unit.getName(), names(unit)).noneMatch(found -> found.equals(unit));
    }

    /** What of ours is called: on the object itself the most special one. */
    private Stream<JavaCodeUnit> targets(JavaCall<?> call) {
        if (type.isAssignableTo(call.getTargetOwner().getName()) && !call.getName().equals("<init>")) {
            List<String> parameters = call.getTarget().getRawParameterTypes().stream().map(JavaClass::getName).toList();
            boolean toParent = call.getOrigin().getName().equals(call.getName());
            if (!toParent) {
                return implementation(call.getName(), parameters).map(JavaCodeUnit.class::cast);
            }
        }
        // whoever implements what is called may be meant
        return call.getTarget().resolveMember().stream()
                .map(JavaCodeUnit.class::cast)
                .filter(unit -> isOurs(unit.getOwner()))
                .flatMap(unit -> Stream.concat(Stream.of(unit), overriding(unit)));
    }

    private Stream<JavaMethod> implementation(String name, List<String> parameters) {
        return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                .filter(PipelineThread::isOurs)
                .flatMap(one -> one.getMethods().stream())
                .filter(method -> method.getName().equals(name) && names(method).equals(parameters))
                .limit(1);
    }

    private static Stream<JavaCodeUnit> overriding(JavaCodeUnit unit) {
        if (!unit.getModifiers().contains(JavaModifier.ABSTRACT)) {
            return Stream.empty();
        }
        return unit.getOwner().getAllSubclasses().stream()
                .flatMap(one -> one.getMethods().stream())
                .filter(method -> method.getName().equals(unit.getName()) && names(method).equals(names(unit)))
                .map(JavaCodeUnit.class::cast);
    }

    private static List<String> names(JavaCodeUnit unit) {
        return unit.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    }

    private static boolean isWaiting(JavaCall<?> call) {
        return WAITING.contains(call.getName()) && call.getTargetOwner().getName().startsWith("java.");
    }

    private static boolean isOurs(JavaClass type) {
        return type.getName().startsWith(JenkinsRules.ROOT);
    }
}
