package io.jenkins.plugins.testeddelivery.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
    private static final String RESTRICTED =
            """
            package org.kohsuke.accmod;
            import java.lang.annotation.*;
            @Retention(RetentionPolicy.RUNTIME)
            public @interface Restricted { Class<?>[] value(); }
            """;
    private static final String NO_USE = "package org.kohsuke.accmod.restrictions; public class NoExternalUse {}";
    private static final String MARK =
            "@org.kohsuke.accmod.Restricted(org.kohsuke.accmod.restrictions.NoExternalUse.class)";
    private static final String CORE =
            """
            package h;
            public abstract class Core {
                public static int count;
                protected Core(int number) {}
                public static Core get() { return null; }
                public void save() {}
                protected void inner() {}
                public void closed() {}
                public abstract String name();
                public void old() {}
            }
            """;
    private static final String SIDE = "package h; public interface Side { default void go() {} }";
    private static final String KEY = "package h; public @interface Key { }";
    private static final String OURS =
            """
            package io.ours;
            @h.Key
            public class Ours extends h.Core implements h.Side {
                private final java.util.Map<String, h.Side> sides = new java.util.TreeMap<>();
                public Ours() { super(1); }
                @Override public String name() { return "n" + count; }
                @Override public void closed() {}
                Runnable all() { inner(); go(); return h.Core.get()::save; }
                Object keep(Object it) { return it instanceof h.Core[] many ? many.clone() : (Runnable) () -> inner(); }
                void polymorphic() throws Throwable {
                    java.lang.invoke.MethodHandles.lookup().findVirtual(Core2.class, "x", null).invokeExact(1, "2");
                }
                static class Core2 {}
            }
            """;

    @TempDir
    private Path folder;

    private Sources sources;
    private ClassPool ours;

    @BeforeEach
    void compileAgainstTheDeclarations() throws IOException {
        sources = new Sources(folder);
        String path = sources.compile("declared", "", CORE, SIDE, KEY, RESTRICTED, NO_USE).toString();
        ours = new ClassPool().folder(sources.compile("ours", path, OURS));
    }

    @Test
    void shouldResolveEverythingWhereItIsThere() throws IOException {
        assertThat(unresolved(CORE, SIDE, KEY)).isEmpty();
        assertThat(References.types(ours, new ClassPool().and(ours)))
                .contains("h/Core", "h/Side", "h/Key", "io/ours/Ours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    int count              | long count             | Ours.count of type I, which does not exist
                    public static int      | public int             | changed between static and not
                    Core(int number)       | Core(long number)      | Core.<init>(I)V, which does not exist
                    protected Core(int     | private Core(int       | Core.<init>(I)V, which cannot be reached
                    void save() {}         | int save() { return 1; } | save()V, which does not exist
                    public void save       | public static void save | changed between static and not
                    protected void inner   | void inner             | inner()V, which cannot be reached
                    public void closed     | public final void closed | overrides h/Core.closed()V, which is final
                    public void old() {}   | public abstract void old(); | leaves open old()V of h/Core
                    static Core get()      | static Object get()    | get()Lh/Core;, which does not exist
                    public void save       | NO_USE public void save | is restricted
                    public abstract class  | NO_USE public abstract class | h/Core, which is restricted
                    """)
    void shouldFindWhatIsOtherwiseInJenkins(String declared, String really, String expected) throws IOException {
        String core = CORE.replaceFirst(Pattern.quote(declared), really.replace("NO_USE", MARK));

        assertThat(core).isNotEqualTo(CORE);
        assertThat(unresolved(core, SIDE, KEY)).anySatisfy(one -> assertThat(one).contains(expected));
    }

    @Test
    void shouldFindAnInterfaceThatBecameAClassAndAnAnnotationThatIsGone() throws IOException {
        assertThat(unresolved(CORE, "package h; public class Side { public void go() {} }", KEY))
                .anySatisfy(one -> assertThat(one).contains("implements h/Side, which is no interface"));
        assertThat(unresolved(CORE, SIDE)).containsExactly("io/ours/Ours refers to h/Key, which does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"class Side", "final class Core"})
    void shouldFindWhatMayNotBeExtended(String declaration) throws IOException {
        String core = declaration.startsWith("class")
                ? CORE
                : CORE.replace("abstract String name();", "String name() { return null; }")
                        .replace("abstract ", "final ");
        String side = declaration.startsWith("class") ? SIDE.replace("public interface", "interface") : SIDE;

        assertThat(unresolved(core, side, KEY))
                .anySatisfy(one ->
                        assertThat(one).containsAnyOf("which may not be extended", "which cannot be reached"));
    }

    private Set<String> unresolved(String... real) throws IOException {
        String path = sources.compile("marks", "", RESTRICTED, NO_USE).toString();
        ClassPool jenkins = new ClassPool().folder(sources.compile("real" + System.nanoTime(), path, real));
        return References.unresolved(ours, new ClassPool().and(ours).and(jenkins));
    }
}
