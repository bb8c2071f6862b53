package io.jenkins.plugins.testeddelivery.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTest {
    private static final String REAL =
            """
            package h;
            public abstract class Run<J extends Number> extends Thread implements Comparable<J>, java.io.Serializable {
                public static final int MOST = 7;
                protected java.util.List<String> names;
                protected Run(int number) {}
                public final void save() throws java.io.IOException {}
                public abstract java.util.List<String> causes();
                public <T extends Enum<T>> T one(Class<T> type) { return null; }
                public int compareTo(J other) { return 0; }
                void inside() {}
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldAcceptADeclarationOfAPart() throws IOException {
        String part =
                """
                package h;
                public abstract class Run<J extends Number> implements java.io.Serializable {
                    protected Run(int number) {}
                    public abstract java.util.List<String> causes();
                }
                """;

        assertThat(differences(part, REAL)).isEmpty();
        assertThat(differences(REAL, REAL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Run<J extends Number>        | Run<J extends Integer>          | type parameters
                    Comparable<J>                | Comparable<String>              | is not among
                    extends Thread               | extends java.util.Observable    | is no java/util/Observable
                    abstract class               | class                           | flags
                    MOST = 7                     | MOST = 8                        | constant 8, really 7
                    List<String> names           | List<Object> names              | generic type
                    protected java.util.List<S   | public java.util.List<S         | flags
                    protected Run(int number)    | protected Run(long number)      | <init>(J)V does not exist
                    final void save              | void save                       | flags
                    throws java.io.IOException   | throws Exception                | exceptions
                    throws java.io.IOException   | ''                              | exceptions
                    List<String> causes          | List<Number> causes             | generic signature
                    abstract java.util.List<String> causes(); | java.util.List<String> causes() { return null; } | flags
                    T extends Enum<T>            | T extends Enum<?>               | generic signature
                    void inside()                | void outside()                  | outside()V does not exist
                    names;                       | names; public long more;        | more of type J does not exist
                    """)
    void shouldFindEachKindOfUntruth(String really, String declared, String expected) throws IOException {
        String lie = REAL.replace(really, declared);
        if (declared.contains("Comparable<String>")) {
            lie = lie.replace("compareTo(J other)", "compareTo(String other)");
        } else if (declared.equals("class")) {
            lie = lie.replace("public abstract java.util.List<String> causes();", "");
        }

        assertThat(lie).isNotEqualTo(REAL);
        assertThat(differences(lie, REAL)).anySatisfy(one -> assertThat(one).contains(expected));
    }

    @ParameterizedTest
    @CsvSource({"RetentionPolicy.RUNTIME, RetentionPolicy.CLASS", "ElementType.TYPE, ElementType.METHOD", "5, 6"})
    void shouldCompareWhatSaysHowAnAnnotationIsKept(String really, String declared) throws IOException {
        String real =
                """
                package h;
                import java.lang.annotation.*;
                @Retention(RetentionPolicy.RUNTIME)
                @Target({ElementType.TYPE, ElementType.FIELD})
                public @interface Mark { int value() default 5; }
                """;

        assertThat(differences(real.replace("TYPE, ElementType.FIELD", "FIELD, ElementType.TYPE"), real)).isEmpty();
        assertThat(differences(real.replace(really, declared), real)).hasSize(1);
    }

    @Test
    void shouldMissAClassThatJenkinsDoesNotHave() throws IOException {
        assertThat(differences("package h; public class Extra {}", REAL)).containsExactly("h/Extra does not exist");
    }

    private Set<String> differences(String declared, String real) throws IOException {
        Sources sources = new Sources(folder);
        return Declarations.differences(
                sources.pool("declared" + System.nanoTime(), declared), sources.pool("real" + System.nanoTime(), real));
    }
}
