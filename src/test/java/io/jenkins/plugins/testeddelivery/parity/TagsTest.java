package io.jenkins.plugins.testeddelivery.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagsTest {
    private static final String BAR =
            """
            <!DOCTYPE j:jelly [<!ENTITY nbsp "x">]>
            <j:jelly xmlns:j="jelly:core" xmlns:st="jelly:stapler">
              <st:documentation>
                <st:attribute name="title" use="required">.</st:attribute>
                <st:attribute name="icon">.</st:attribute>
              </st:documentation>
              <div class="${attrs.clazz}">${title}</div>
            </j:jelly>
            """;

    @TempDir
    private Path folder;

    private ClassPool real;

    @BeforeEach
    void giveJenkinsATagAndASymbol() throws IOException {
        Path tag = folder.resolve("lib/layout/app-bar.jelly");
        Files.createDirectories(tag.getParent());
        Files.writeString(tag, BAR);
        Path symbol = folder.resolve("images/symbols/add.svg");
        Files.createDirectories(symbol.getParent());
        Files.writeString(symbol, "<svg/>");
        real = new ClassPool().folder(folder);
    }

    @Test
    void shouldKnowDocumentedAndUsedAttributes() throws Exception {
        assertThat(unknown("<l:app-bar title='t' icon='symbol-add' clazz='c'/><f:entry xmlns:f='jelly:other' x='y'/>"))
                .isEmpty();
    }

    @Test
    void shouldFindWhatIsMissing() throws Exception {
        assertThat(unknown("<l:app-bar/>")).containsExactly("v.jelly: <l:app-bar> needs title");
        assertThat(unknown("<l:app-bar title='t' color='red'/>"))
                .containsExactly("v.jelly: <l:app-bar> has no attribute color");
        assertThat(unknown("<l:side-bar/>")).containsExactly("v.jelly: there is no tag lib/layout/side-bar.jelly");
        assertThat(unknown("<l:app-bar title='t' icon='symbol-minus plugin-ionicons-api'/>"))
                .containsExactly("v.jelly: there is no symbol symbol-minus plugin-ionicons-api");
    }

    private Set<String> unknown(String content) throws Exception {
        String jelly = "<j:jelly xmlns:j='jelly:core' xmlns:l='/lib/layout'>" + content + "</j:jelly>";
        return Tags.unknown("v.jelly", jelly.getBytes(StandardCharsets.UTF_8), real);
    }
}
