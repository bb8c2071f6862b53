package io.jenkins.plugins.testeddelivery.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Ends the process of the command right after the n-th thing that lasts: a record appended, a file renamed or linked, a
 * call of the engine or of a program answered. A Java agent, so that nothing of it is in what is shipped.
 */
public final class HaltAgent {
    private static final String OURS = "io/jenkins/plugins/testeddelivery/";

    /** Methods after whose return something has lasted, by class. */
    private static final Map<String, Set<String>> METHODS = Map.of(
            OURS + "ledger/FileLedger", Set.of("append"),
            OURS + "deploy/FolderStore$Guarded", Set.of("write"),
            OURS + "docker/Connection", Set.of("exchange"),
            OURS + "docker/LocalConnection", Set.of("ask"),
            OURS + "cli/ProcessCommands", Set.of("run"));

    private static final Set<String> FILES = Set.of("move", "createLink", "createSymbolicLink");

    private static final AtomicInteger SEEN = new AtomicInteger();
    private static int point;
    private static Path log;

    private HaltAgent() {}

    /** @param argument {@code N,FILE}: after which thing to end (0: none), and where to note each */
    public static void premain(String argument, Instrumentation instrumentation) {
        String[] parts = argument.split(",", 2);
        point = Integer.parseInt(parts[0]);
        log = Path.of(parts[1]);
        instrumentation.addTransformer(new Points());
    }

    /** What {@code JAVA_TOOL_OPTIONS} must hold for the command to end after that thing; 0: to note all and end after none. */
    public static String option(Path jar, int after, Path notes) {
        return "-javaagent:" + jar + "=" + after + "," + notes;
    }

    /** Makes the agent's jar, which is a manifest that names these very classes. */
    public static Path jar(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), HaltAgent.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(HaltAgent.class, ClassReader.class)
                                .map(each -> each.getProtectionDomain().getCodeSource().getLocation().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = folder.resolve("halt.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }

    /** Called by the changed classes, after the thing. */
    public static void after(String thing) {
        int number = SEEN.incrementAndGet();
        try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write((thing + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (number == point) {
            // every third by the system, as a person or an out-of-memory killer would
            if (point % 3 == 0) {
                kill();
            }
            Runtime.getRuntime().halt(137);
        }
    }

    private static void kill() {
        try {
            new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a call of {@link #after} after each of the things. */
    private static final class Points implements ClassFileTransformer {
        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> before, ProtectionDomain domain, byte[] bytes) {
            if (name == null || !name.startsWith(OURS) || name.startsWith(OURS + "testing/")) {
                return null;
            }
            ClassReader reader = new ClassReader(bytes);
            ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new InClass(name, writer), 0);
            return writer.toByteArray();
        }
    }

    private static final class InClass extends ClassVisitor {
        private final String owner;

        InClass(String owner, ClassVisitor next) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, type, signature, thrown);
            boolean wanted = METHODS.getOrDefault(owner, Set.of()).contains(name)
                    && (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_ABSTRACT)) == 0;
            String here = owner.substring(OURS.length()) + "." + name;
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitMethodInsn(int opcode, String to, String method, String itsType, boolean ofInterface) {
                    super.visitMethodInsn(opcode, to, method, itsType, ofInterface);
                    if (to.equals("java/nio/file/Files") && FILES.contains(method)) {
                        after(method + " in " + here);
                    }
                }

                @Override
                public void visitInsn(int opcode) {
                    if (wanted && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                        after(here);
                    }
                    super.visitInsn(opcode);
                }

                private void after(String thing) {
                    visitLdcInsn(thing);
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            HaltAgent.class.getName().replace('.', '/'),
                            "after",
                            "(Ljava/lang/String;)V",
                            false);
                }
            };
        }
    }
}
