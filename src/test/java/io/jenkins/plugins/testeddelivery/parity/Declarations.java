package io.jenkins.plugins.testeddelivery.parity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Compares declared classes with the real ones: what is declared must be true, it need not be all. */
final class Declarations {
    private static final int OF_A_TYPE = Opcodes.ACC_PUBLIC
            | Opcodes.ACC_PROTECTED
            | Opcodes.ACC_PRIVATE
            | Opcodes.ACC_STATIC
            | Opcodes.ACC_FINAL
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_INTERFACE
            | Opcodes.ACC_ANNOTATION
            | Opcodes.ACC_ENUM;
    private static final int OF_A_METHOD = Opcodes.ACC_PUBLIC
            | Opcodes.ACC_PROTECTED
            | Opcodes.ACC_STATIC
            | Opcodes.ACC_FINAL
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_VARARGS;
    private static final int OF_A_FIELD =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_ENUM;

    private final ClassPool declared;
    private final ClassPool real;
    private final Set<String> wrong = new TreeSet<>();

    private Declarations(ClassPool declared, ClassPool real) {
        this.declared = declared;
        this.real = real;
    }

    /** A sentence for each declaration that is not true. */
    static Set<String> differences(ClassPool declared, ClassPool real) {
        Declarations all = new Declarations(declared, real);
        for (String name : declared.classNames()) {
            if (real.holds(name)) {
                all.compare(declared.find(name).orElseThrow(), real.find(name).orElseThrow());
            } else {
                all.wrong.add(name + " does not exist");
            }
        }
        return all.wrong;
    }

    private void compare(ClassNode ours, ClassNode theirs) {
        differ(ours.name, "flags", hex(flags(ours)), hex(flags(theirs)));
        Set<String> lineage = real.lineage(theirs.name);
        for (String supertype : supertypes(ours)) {
            if (!lineage.contains(supertype)) {
                wrong.add(ours.name + " is no " + supertype);
            }
        }
        compareSignatures(ours, theirs);
        differ(ours.name, "annotations", metaAnnotations(ours), metaAnnotations(theirs));
        for (FieldNode field : ours.fields) {
            if ((field.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE)) == 0) {
                compareField(ours.name + "." + field.name, field, theirs);
            }
        }
        for (MethodNode method : ours.methods) {
            boolean hidden = (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE)) != 0;
            if (!hidden && !method.name.equals("<clinit>")) {
                compareMethod(ours.name + "." + method.name + method.desc, method, theirs);
            }
        }
    }

    private static List<String> supertypes(ClassNode type) {
        return Stream.concat(Stream.ofNullable(type.superName), type.interfaces.stream()).toList();
    }

    /** Parameters of the type are the same; a supertype that both name directly has the same arguments. */
    private void compareSignatures(ClassNode ours, ClassNode theirs) {
        differ(
                ours.name,
                "type parameters",
                Signatures.parameters(ours.signature),
                Signatures.parameters(theirs.signature));
        Set<String> direct = new LinkedHashSet<>(Signatures.supertypes(theirs));
        for (String supertype : Signatures.supertypes(ours)) {
            String raw = Signatures.raw(supertype);
            boolean both = direct.stream().anyMatch(one -> Signatures.raw(one).equals(raw));
            if (both && !direct.contains(supertype)) {
                wrong.add(ours.name + ": supertype " + supertype + " is not among " + direct);
            }
        }
    }

    private void compareField(String name, FieldNode ours, ClassNode theirs) {
        Optional<FieldNode> found = theirs.fields.stream()
                .filter(field -> field.name.equals(ours.name) && field.desc.equals(ours.desc))
                .findFirst();
        if (found.isEmpty()) {
            wrong.add(name + " of type " + ours.desc + " does not exist");
            return;
        }
        differ(name, "flags", hex(ours.access & OF_A_FIELD), hex(found.get().access & OF_A_FIELD));
        differ(name, "generic type", ours.signature, found.get().signature);
        differ(name, "constant", ours.value, found.get().value);
    }

    private void compareMethod(String name, MethodNode ours, ClassNode theirs) {
        Optional<MethodNode> found = theirs.methods.stream()
                .filter(method -> method.name.equals(ours.name) && method.desc.equals(ours.desc))
                .findFirst();
        if (found.isEmpty()) {
            wrong.add(name + " does not exist");
            return;
        }
        differ(name, "flags", hex(ours.access & OF_A_METHOD), hex(found.get().access & OF_A_METHOD));
        differ(name, "generic signature", ours.signature, found.get().signature);
        differ(name, "exceptions", new TreeSet<>(ours.exceptions), new TreeSet<>(found.get().exceptions));
        differ(name, "default", text(ours.annotationDefault), text(found.get().annotationDefault));
    }

    /** An inner class says in an attribute what it is; its own flags are less exact. */
    private static int flags(ClassNode type) {
        for (InnerClassNode inner : type.innerClasses) {
            if (inner.name.equals(type.name)) {
                return inner.access & OF_A_TYPE;
            }
        }
        return type.access & OF_A_TYPE;
    }

    /** What says how an annotation is kept, where it may stand and who looks for it; of other types nothing. */
    private static Map<String, String> metaAnnotations(ClassNode type) {
        if ((type.access & Opcodes.ACC_ANNOTATION) == 0) {
            return Map.of();
        }
        Map<String, String> found = new TreeMap<>();
        for (AnnotationNode one : annotations(type)) {
            if (!one.desc.equals("Ljava/lang/Deprecated;") && !one.desc.equals("Ljava/lang/annotation/Documented;")) {
                found.put(one.desc, text(one.values));
            }
        }
        return found;
    }

    private static List<AnnotationNode> annotations(ClassNode type) {
        List<AnnotationNode> all = new ArrayList<>();
        Stream.of(type.visibleAnnotations, type.invisibleAnnotations).filter(Objects::nonNull).forEach(all::addAll);
        return all;
    }

    /** A value of an annotation; a list is a set here: the order of targets says nothing. */
    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Declarations::text).sorted().collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof String[] constant) {
            return String.join(".", constant);
        }
        if (value instanceof AnnotationNode annotation) {
            return annotation.desc + text(annotation.values);
        }
        return String.valueOf(value);
    }

    private void differ(String name, String what, Object ours, Object theirs) {
        if (!Objects.equals(ours, theirs)) {
            wrong.add(name + ": " + what + " " + ours + ", really " + theirs);
        }
    }

    private static String hex(int flags) {
        return "0x" + Integer.toHexString(flags);
    }
}
