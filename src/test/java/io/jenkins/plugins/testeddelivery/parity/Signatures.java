package io.jenkins.plugins.testeddelivery.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.tree.ClassNode;

/** Takes the generic signature of a class apart. */
final class Signatures {
    private Signatures() {}

    /** The type parameters with their brackets, or nothing. */
    static String parameters(String signature) {
        return signature == null || signature.charAt(0) != '<' ? "" : signature.substring(0, end(signature, 0));
    }

    /** The superclass and the interfaces with their arguments, as signatures. */
    static List<String> supertypes(ClassNode type) {
        if (type.signature == null) {
            return Stream.concat(Stream.ofNullable(type.superName), type.interfaces.stream())
                    .map(name -> "L" + name + ";")
                    .toList();
        }
        List<String> all = new ArrayList<>();
        String rest = type.signature.substring(parameters(type.signature).length());
        while (!rest.isEmpty()) {
            int end = 0;
            while (rest.charAt(end) != ';') {
                end = rest.charAt(end) == '<' ? end(rest, end) : end + 1;
            }
            all.add(rest.substring(0, end + 1));
            rest = rest.substring(end + 1);
        }
        return all;
    }

    static String raw(String supertype) {
        return supertype.replaceFirst("<.*", "").replace(";", "");
    }

    /** Behind the bracket that closes the one at {@code from}. */
    private static int end(String signature, int from) {
        int depth = 0;
        int at = from;
        do {
            depth += signature.charAt(at) == '<' ? 1 : signature.charAt(at) == '>' ? -1 : 0;
            at++;
        } while (depth > 0);
        return at;
    }
}
