package io.jenkins.plugins.testeddelivery.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Resolves all that classes refer to, as a JVM would when it comes to it. */
final class References {
    private static final String OURS = "io/jenkins/plugins/testeddelivery/";

    private final ClassPool pool;
    private final Access access;
    private final Set<String> wrong = new TreeSet<>();
    private final Set<String> types = new TreeSet<>();
    private ClassNode from;

    private References(ClassPool pool) {
        this.pool = pool;
        access = new Access(pool);
    }

    /** A sentence for each reference of these classes that the pool, which holds them too, does not resolve. */
    static Set<String> unresolved(ClassPool classes, ClassPool pool) {
        References all = new References(pool);
        all.walk(classes);
        return all.wrong;
    }

    /** The names of all types that these classes refer to. */
    static Set<String> types(ClassPool classes, ClassPool pool) {
        References all = new References(pool);
        all.walk(classes);
        return all.types;
    }

    private void walk(ClassPool classes) {
        for (String name : classes.classNames()) {
            from = classes.find(name).orElseThrow();
            walk(from);
            wrong.addAll(Inheritance.faults(from, pool));
        }
    }

    private void walk(ClassNode type) {
        Stream.concat(Stream.ofNullable(type.superName), type.interfaces.stream()).forEach(this::type);
        signature(type.signature);
        annotations(type.visibleAnnotations, type.invisibleAnnotations);
        for (FieldNode field : type.fields) {
            type(Type.getType(field.desc));
            signature(field.signature);
            annotations(field.visibleAnnotations, field.invisibleAnnotations);
        }
        for (MethodNode method : type.methods) {
            type(Type.getMethodType(method.desc));
            signature(method.signature);
            method.exceptions.forEach(this::type);
            annotations(method.visibleAnnotations, method.invisibleAnnotations);
            method.tryCatchBlocks.stream().map(block -> block.type).filter(Objects::nonNull).forEach(this::type);
            for (AbstractInsnNode instruction : method.instructions) {
                instruction(instruction);
            }
        }
    }

    private void instruction(AbstractInsnNode instruction) {
        if (instruction instanceof TypeInsnNode one) {
            type(Type.getObjectType(one.desc));
        } else if (instruction instanceof MultiANewArrayInsnNode one) {
            type(Type.getType(one.desc));
        } else if (instruction instanceof FieldInsnNode one) {
            field(one.owner, one.name, one.desc, one.getOpcode() <= Opcodes.PUTSTATIC);
        } else if (instruction instanceof MethodInsnNode one) {
            method(one.owner, one.name, one.desc, one.itf, one.getOpcode() == Opcodes.INVOKESTATIC);
        } else if (instruction instanceof LdcInsnNode one) {
            constant(one.cst);
        } else if (instruction instanceof InvokeDynamicInsnNode one) {
            type(Type.getMethodType(one.desc));
            constant(one.bsm);
            Stream.of(one.bsmArgs).forEach(this::constant);
        }
    }

    private void constant(Object value) {
        if (value instanceof Type one) {
            type(one);
        } else if (value instanceof Handle handle) {
            if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
                boolean fixed = handle.getTag() == Opcodes.H_GETSTATIC || handle.getTag() == Opcodes.H_PUTSTATIC;
                field(handle.getOwner(), handle.getName(), handle.getDesc(), fixed);
            } else {
                boolean fixed = handle.getTag() == Opcodes.H_INVOKESTATIC;
                method(handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface(), fixed);
            }
        } else if (value instanceof ConstantDynamic dynamic) {
            type(Type.getType(dynamic.getDescriptor()));
            constant(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                constant(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    private void field(String owner, String name, String desc, boolean isStatic) {
        type(Type.getType(desc));
        type(owner);
        for (String one : pool.lineage(owner)) {
            Optional<FieldNode> found = pool.find(one).stream()
                    .flatMap(node -> node.fields.stream())
                    .filter(field -> field.name.equals(name) && field.desc.equals(desc))
                    .findFirst();
            if (found.isPresent()) {
                int flags = found.get().access;
                boolean same = (flags & Opcodes.ACC_STATIC) != 0 == isStatic;
                report(owner + "." + name, same, "changed between static and not");
                report(owner + "." + name, access.allows(from, one, flags), "cannot be reached");
                restricted(one + "." + name, found.get().visibleAnnotations, found.get().invisibleAnnotations);
                return;
            }
        }
        report(owner + "." + name + " of type " + desc, !pool.find(owner).isPresent(), "does not exist");
    }

    private void method(String owner, String name, String desc, boolean inInterface, boolean isStatic) {
        type(Type.getMethodType(desc));
        if (owner.startsWith("[")) {
            type(Type.getObjectType(owner));
            return;
        }
        type(owner);
        Optional<ClassNode> declaring = pool.find(owner);
        if (declaring.isEmpty()) {
            return;
        }
        String shown = owner + "." + name + desc;
        boolean isInterface = (declaring.get().access & Opcodes.ACC_INTERFACE) != 0;
        report(owner, isInterface == inInterface, "changed between class and interface");
        // a constructor is its class's own
        for (String one : name.equals("<init>") ? Set.of(owner) : pool.lineage(owner)) {
            Optional<MethodNode> found = pool.find(one).stream()
                    .flatMap(node -> node.methods.stream())
                    .filter(method -> method.name.equals(name))
                    .filter(method -> method.desc.equals(desc) || isPolymorphic(method))
                    .findFirst();
            if (found.isPresent()) {
                int flags = found.get().access;
                report(shown, (flags & Opcodes.ACC_STATIC) != 0 == isStatic, "changed between static and not");
                report(shown, access.allows(from, one, flags), "cannot be reached");
                restricted(one + "." + name + desc, found.get().visibleAnnotations, found.get().invisibleAnnotations);
                return;
            }
        }
        report(shown, false, "does not exist");
    }

    /** As of method handles: it takes whatever it is called with. */
    private static boolean isPolymorphic(MethodNode method) {
        return method.visibleAnnotations != null
                && method.visibleAnnotations.stream().anyMatch(one -> one.desc.endsWith("$PolymorphicSignature;"));
    }

    private void annotations(List<AnnotationNode> visible, List<AnnotationNode> invisible) {
        Stream.of(visible, invisible)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(one -> type(Type.getType(one.desc)));
    }

    private void signature(String signature) {
        if (signature != null) {
            List<String> named = new ArrayList<>();
            new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
                @Override
                public void visitClassType(String name) {
                    named.add(name);
                }

                @Override
                public void visitInnerClassType(String name) {
                    named.add(named.remove(named.size() - 1) + "$" + name);
                }
            });
            named.forEach(this::type);
        }
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> type(type.getInternalName());
            case Type.METHOD -> {
                type(type.getReturnType());
                Stream.of(type.getArgumentTypes()).forEach(this::type);
            }
            default -> { }
        }
    }

    private void type(String name) {
        types.add(name);
        Optional<ClassNode> found = pool.find(name);
        report(name, found.isPresent(), "does not exist");
        found.ifPresent(node -> {
            report(name, access.allows(from, node), "cannot be reached");
            restricted(name, node.visibleAnnotations, node.invisibleAnnotations);
        });
    }

    private void restricted(String name, List<AnnotationNode> visible, List<AnnotationNode> invisible) {
        boolean ours = name.startsWith(OURS) && from.name.startsWith(OURS);
        report(name, ours || !Restrictions.forbids(visible, invisible), "is restricted");
    }

    private void report(String what, boolean good, String fault) {
        if (!good) {
            wrong.add(from.name + " refers to " + what + ", which " + fault);
        }
    }
}
