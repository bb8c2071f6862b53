package io.jenkins.plugins.testeddelivery.parity;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/** Says whether a class may reach a type or a member of another. */
final class Access {
    private final ClassPool pool;

    Access(ClassPool pool) {
        this.pool = pool;
    }

    /** A member with these flags that {@code owner} declares. */
    boolean allows(ClassNode from, String owner, int flags) {
        if ((flags & Opcodes.ACC_PUBLIC) != 0) {
            return true;
        }
        if ((flags & Opcodes.ACC_PRIVATE) != 0) {
            return outermost(from.name).equals(outermost(owner));
        }
        boolean inherited = (flags & Opcodes.ACC_PROTECTED) != 0 && isInside(from, owner);
        // arrays clone, and a method of Object is called on an interface
        return inherited || folder(from.name).equals(folder(owner)) || owner.equals("java/lang/Object");
    }

    boolean allows(ClassNode from, ClassNode type) {
        int flags = type.access;
        for (InnerClassNode inner : type.innerClasses) {
            if (inner.name.equals(type.name)) {
                flags = inner.access;
            }
        }
        boolean open = (flags & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
        return open || folder(from.name).equals(folder(type.name));
    }

    /** A lambda or an inner class acts for the class around it. */
    private boolean isInside(ClassNode from, String owner) {
        for (String name = from.name; ; name = name.substring(0, name.lastIndexOf('$'))) {
            if (pool.lineage(name).contains(owner)) {
                return true;
            }
            if (name.lastIndexOf('$') <= name.lastIndexOf('/')) {
                return false;
            }
        }
    }

    static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static String outermost(String name) {
        int inner = name.indexOf('$', name.lastIndexOf('/') + 2);
        return inner < 0 ? name : name.substring(0, inner);
    }
}
