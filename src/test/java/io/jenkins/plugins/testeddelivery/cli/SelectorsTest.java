package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.spi.SelectorProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SelectorsTest {
    private String before;

    @BeforeEach
    void remember() {
        before = System.getProperty(Selectors.PROPERTY);
        System.clearProperty(Selectors.PROPERTY);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(Selectors.PROPERTY);
        } else {
            System.setProperty(Selectors.PROPERTY, before);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNameWhatJavaFindsByItself() throws Exception {
        Selectors.prepare();

        String named = System.getProperty(Selectors.PROPERTY);
        assertThat(named).isEqualTo(SelectorProvider.provider().getClass().getName());
        // as Java will make it
        Object made = Class.forName(named, true, ClassLoader.getSystemClassLoader()).getConstructor();
        assertThat(made).isNotNull();
    }

    @Test
    void shouldLeaveWhatSomebodyChose() {
        System.setProperty(Selectors.PROPERTY, "example.Chosen");

        Selectors.prepare();

        assertThat(System.getProperty(Selectors.PROPERTY)).isEqualTo("example.Chosen");
    }
}
