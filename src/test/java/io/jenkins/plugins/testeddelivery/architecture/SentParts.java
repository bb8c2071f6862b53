package io.jenkins.plugins.testeddelivery.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.JavaWildcardType;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Looks at what is sent with a piece of work. */
final class SentParts {
    /** Values of the JDK that mean the same on the other side, and Jenkins' own ways to stream. */
    private static final Set<String> PLAIN = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Integer",
            "java.lang.Long",
            "java.util.List",
            "java.util.Map",
            "java.util.Set",
            "java.util.SortedMap",
            "java.util.SortedSet",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.time.Duration",
            "java.time.Instant",
            "java.io.InputStream",
            "java.io.OutputStream",
            "hudson.EnvVars",
            "hudson.model.TaskListener");

    private SentParts() {}

    static void check(JavaClass type, ConditionEvents events) {
        if (type.isInterface()) {
            return;
        }
        if (!type.isRecord() || type.isAnonymousClass() || type.isLocalClass()) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is sent and is no record with a name"));
        }
        for (JavaField field : type.getFields()) {
            if (!field.getModifiers().contains(JavaModifier.STATIC) && !isPlain(field.getType())) {
                events.add(SimpleConditionEvent.violated(
                        field, field.getFullName() + " is sent and is a " + field.getType().getName()));
            }
        }
    }

    private static boolean isPlain(JavaType type) {
        if (type instanceof JavaTypeVariable<?> || type instanceof JavaWildcardType) {
            return true;
        }
        JavaClass raw = type.toErasure().getBaseComponentType();
        boolean allowed = raw.isPrimitive()
                || raw.isEnum()
                || PLAIN.contains(raw.getName())
                || raw.getName().startsWith(JenkinsRules.ROOT);
        return allowed
                && (!(type instanceof JavaParameterizedType generic)
                        || generic.getActualTypeArguments().stream().allMatch(SentParts::isPlain));
    }
}
