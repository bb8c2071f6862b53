package io.jenkins.plugins.testeddelivery.parity;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;

/** Reads {@code @Restricted}: what Jenkins asks others not to use. */
final class Restrictions {
    private static final String RESTRICTED = "Lorg/kohsuke/accmod/Restricted;";
    /** May be used by those who ask for it or who inherit. */
    private static final List<String> LENIENT =
            List.of("org/kohsuke/accmod/restrictions/None", "org/kohsuke/accmod/restrictions/ProtectedExternally");

    private Restrictions() {}

    static boolean forbids(List<AnnotationNode> visible, List<AnnotationNode> invisible) {
        return Stream.of(visible, invisible)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(one -> one.desc.equals(RESTRICTED))
                .anyMatch(one -> one.values == null || one.values.stream().anyMatch(Restrictions::forbids));
    }

    private static boolean forbids(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Restrictions::forbids);
        }
        return value instanceof Type type && !LENIENT.contains(type.getInternalName());
    }
}
