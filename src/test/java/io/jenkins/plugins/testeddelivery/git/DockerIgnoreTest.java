package io.jenkins.plugins.testeddelivery.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerIgnoreTest {
    /** {@code |} stands for a line break; the expectations follow the table in Docker's documentation. */
    @ParameterizedTest
    @CsvSource({
        "node_modules, node_modules/a/b.js, true",
        "node_modules, sub/node_modules/a.js, false",
        "**/node_modules, sub/node_modules/a.js, true",
        "**/node_modules, node_modules/a.js, true",
        "/dist, dist/a, true",
        "dist/, dist/a, true",
        "./dist//x, dist/x, true",
        "*/temp*, a/temporary.txt, true",
        "*/temp*, a/temp/b, true",
        "*/temp*, a/b/temporary.txt, false",
        "*/*/temp*, a/b/temporary.txt, true",
        "temp?, tempa, true",
        "temp?, temp, false",
        "*.md, README.md, true",
        "*.md, docs/a.md, false",
        "**/*.md, docs/a.md, true",
        "**/*.md, a.md, true",
        "docs/**, docs/a/b, true",
        "docs/**, docs, false",
        "**, a/b, true",
        "*|!src, src/a.c, false",
        "*|!src, other/a.c, true",
        "*.md|!README*.md|README-secret.md, README-secret.md, true",
        "*.md|!README*.md, README-x.md, false",
        "*.md|README-secret.md|!README*.md, README-secret.md, false",
        "folder|!folder/keep.txt, folder/keep.txt, false",
        "folder|!folder/keep.txt, folder/other.txt, true",
        "a[b-d]e, ace, true",
        "a[^b-d]e, ace, false",
        "a[^b-d]e, axe, true",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "a.b, axb, false",
        "# a comment|x, x, true",
        "  padded  , padded, true",
        "a/../b, b, true",
        "a+(b), a+(b), true",
    })
    void shouldLeaveOutWhatDockerLeavesOut(String lines, String path, boolean excluded) {
        assertThat(DockerIgnore.parse(lines.replace('|', '\n')).excludes(path)).isEqualTo(excluded);
    }

    @Test
    void shouldLeaveOutNothingByAFileThatDockerRefuses() {
        assertThat(DockerIgnore.parse("*\n[a\n").excludes("b")).isFalse();
        assertThat(DockerIgnore.parse("*\n!\n").excludes("b")).isFalse();
    }

    @Test
    void shouldNotCareForWindowsLineEndsAndAMark() {
        assertThat(DockerIgnore.parse("\uFEFFa\r\nb\r\n").excludes("a")).isTrue();
        assertThat(DockerIgnore.parse("\uFEFFa\r\nb\r\n").excludes("b")).isTrue();
    }

    @Test
    void shouldKnowWhenSomethingBelowAFolderMayComeThrough() {
        assertThat(DockerIgnore.parse("lib").excludesAllOf("lib")).isTrue();
        assertThat(DockerIgnore.parse("lib\n!lib/a").excludesAllOf("lib")).isFalse();
    }
}
