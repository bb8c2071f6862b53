package io.jenkins.plugins.testeddelivery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.testeddelivery.git.Change;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DocumentDiffTest {
    private static final String BEFORE =
            """
            td-fp/1
            kind image
            definition {"args":{},"dockerfile":"a/Dockerfile","target":""}
            global 100644 1111 ".nvmrc"
            dependency proto sha256:01
            file 100644 aaaa "a/one"
            file 100644 bbbb "a/two words"
            """;

    @Test
    void shouldFindNothingBetweenEqualDocuments() throws IOException {
        DocumentDiff diff = DocumentDiff.between(BEFORE, BEFORE);

        assertThat(diff.files()).isEmpty();
        assertThat(diff.definition()).isEmpty();
        assertThat(diff.first()).isEmpty();
    }

    @Test
    void shouldNameEveryKindOfFileChange() throws IOException {
        DocumentDiff diff = DocumentDiff.between(
                BEFORE + "file 100644 cccc \"a/gone\"\nfile 100755 dddd \"a/mode\"\nfile 100644 eeee \"a/type\"\n",
                BEFORE.replace("aaaa", "ffff") + "file 100644 9999 \"a/new\\nline\"\n"
                        + "file 100644 dddd \"a/mode\"\nfile 120000 eeee \"a/type\"\n");

        assertThat(diff.files())
                .containsExactly(
                        new Change("a/gone", Change.Status.DELETED),
                        new Change("a/mode", Change.Status.MODE_CHANGED),
                        new Change("a/new\nline", Change.Status.ADDED),
                        new Change("a/one", Change.Status.MODIFIED),
                        new Change("a/type", Change.Status.TYPE_CHANGED));
        assertThat(diff.first()).isEqualTo("a/gone (deleted)");
    }

    @Test
    void shouldTellDefinitionGlobalsAndDependenciesApart() throws IOException {
        DocumentDiff diff = DocumentDiff.between(
                BEFORE,
                BEFORE.replace("\"target\":\"\"", "\"target\":\"runtime\"")
                        .replace("1111", "2222")
                        .replace("sha256:01", "sha256:02"));

        assertThat(diff.definition()).containsExactly("target");
        assertThat(diff.globals()).containsExactly(new Change(".nvmrc", Change.Status.MODIFIED));
        assertThat(diff.dependencies()).containsExactly("proto");
        assertThat(diff.first()).isEqualTo("its definition (target)");
    }

    @Test
    void shouldCallAnotherKindAChangedDefinition() throws IOException {
        assertThat(DocumentDiff.between(BEFORE, BEFORE.replace("kind image", "kind archive"))
                        .definition())
                .containsExactly("kind");
    }
}
