package io.jenkins.plugins.testeddelivery.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Looks at all fields that are stored with an object, and at what is stored with these. */
final class StoredParts {
    private static final Set<String> PLAIN = Set.of(
            String.class.getName(),
            Boolean.class.getName(),
            Integer.class.getName(),
            Long.class.getName(),
            Double.class.getName());
    private static final Set<String> COLLECTIONS =
            Set.of(ArrayList.class.getName(), LinkedHashMap.class.getName(), TreeMap.class.getName());
    /** Pipeline stores its own handles itself. */
    private static final String OF_PIPELINE = "org.jenkinsci.plugins.workflow.steps.";

    private final Set<String> seen = new HashSet<>();
    private final Set<String> wrong = new TreeSet<>();

    private StoredParts() {}

    /** A sentence for each field that would not be stored and read back. */
    static Set<String> faults(JavaClass root) {
        StoredParts parts = new StoredParts();
        parts.walk(root);
        return parts.wrong;
    }

    private void walk(JavaClass type) {
        if (!type.getName().startsWith(JenkinsRules.ROOT) || !seen.add(type.getName())) {
            return;
        }
        if (type.isRecord() || type.isAnonymousClass() || type.isInterface()) {
            wrong.add(type.getName() + " is stored and is a record, an interface or has no name");
        }
        for (JavaField field : type.getFields()) {
            Set<JavaModifier> flags = field.getModifiers();
            if (!flags.contains(JavaModifier.STATIC) && !flags.contains(JavaModifier.TRANSIENT)) {
                check(field, field.getType());
            }
        }
        type.getRawSuperclass().ifPresent(this::walk);
    }

    private void check(JavaField field, JavaType type) {
        JavaClass raw = type.toErasure();
        boolean ofPipeline =
                field.getOwner().isAssignableTo(StepExecution.class) && raw.getName().startsWith(OF_PIPELINE);
        if (raw.isPrimitive() || PLAIN.contains(raw.getName()) || raw.isEnum() || ofPipeline) {
            return;
        }
        if (COLLECTIONS.contains(raw.getName())) {
            List<JavaType> arguments =
                    type instanceof JavaParameterizedType generic ? generic.getActualTypeArguments() : List.of();
            if (arguments.isEmpty()) {
                wrong.add(field.getFullName() + " does not say what it holds");
            }
            arguments.forEach(argument -> check(field, argument));
        } else if (raw.getName().startsWith(JenkinsRules.ROOT)) {
            walk(raw);
        } else {
            wrong.add(field.getFullName() + " is stored and is a " + raw.getName());
        }
    }
}
