package io.jenkins.plugins.testeddelivery.parity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Says what a class gets wrong of what it inherits: methods left open, final ones overridden, wrong parents. */
final class Inheritance {
    private Inheritance() {}

    static Set<String> faults(ClassNode type, ClassPool pool) {
        Set<String> wrong = new TreeSet<>();
        pool.find(String.valueOf(type.superName))
                .filter(parent -> (parent.access & (Opcodes.ACC_FINAL | Opcodes.ACC_INTERFACE)) != 0)
                .ifPresent(parent -> wrong.add(type.name + " extends " + parent.name + ", which may not be extended"));
        for (String one : type.interfaces) {
            pool.find(one)
                    .filter(parent -> (parent.access & Opcodes.ACC_INTERFACE) == 0)
                    .ifPresent(parent -> wrong.add(type.name + " implements " + one + ", which is no interface"));
        }
        Map<String, String> implemented = new LinkedHashMap<>();
        Map<String, String> open = new LinkedHashMap<>();
        for (String name : pool.lineage(type.name)) {
            pool.find(name).ifPresent(node -> {
                for (MethodNode method : node.methods) {
                    String key = method.name + method.desc;
                    if ((method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) != 0 || key.startsWith("<")) {
                        continue;
                    }
                    if ((method.access & Opcodes.ACC_FINAL) != 0 && implemented.containsKey(key)) {
                        wrong.add(implemented.get(key) + " overrides " + name + "." + key + ", which is final");
                    }
                    if ((method.access & Opcodes.ACC_ABSTRACT) == 0) {
                        implemented.putIfAbsent(key, name);
                    } else {
                        open.putIfAbsent(key, name);
                    }
                }
            });
        }
        if ((type.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0) {
            open.keySet().removeAll(implemented.keySet());
            open.forEach((method, owner) -> wrong.add(type.name + " leaves open " + method + " of " + owner));
        }
        return wrong;
    }
}
