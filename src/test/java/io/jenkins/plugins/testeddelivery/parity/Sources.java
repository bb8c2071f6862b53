package io.jenkins.plugins.testeddelivery.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** Compiles small sources into folders, so that tests have a Jenkins to compare with. */
record Sources(Path folder) {
    private static final Pattern NAME =
            Pattern.compile("package ([\\w.]+);(?s:.*?)(?:class|interface|enum|record) (\\w+)");

    /** Compiles them against the class path alone, into a folder of that name. */
    Path compile(String name, String classPath, String... sources) throws IOException {
        Path into = Files.createDirectories(folder.resolve(name));
        List<String> options = new ArrayList<>(List.of("--release", "17", "-proc:none", "-nowarn", "-XDsuppressNotes"));
        options.addAll(List.of("-cp", classPath, "-d", into.toString()));
        for (String source : sources) {
            Matcher matcher = NAME.matcher(source);
            assertThat(matcher.find()).isTrue();
            Path file = folder.resolve("src-" + name)
                    .resolve(matcher.group(1).replace('.', '/'))
                    .resolve(matcher.group(2) + ".java");
            Files.createDirectories(file.getParent());
            options.add(Files.writeString(file, source).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)))
                .isZero();
        return into;
    }

    ClassPool pool(String name, String... sources) throws IOException {
        return new ClassPool().folder(compile(name, folder.toString(), sources));
    }
}
