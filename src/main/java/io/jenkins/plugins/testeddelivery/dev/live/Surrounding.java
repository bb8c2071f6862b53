package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.config.RepositoryPath;
import io.jenkins.plugins.testeddelivery.dev.DevProject;
import io.jenkins.plugins.testeddelivery.port.Digests;
import io.jenkins.plugins.testeddelivery.port.Ports;
import io.jenkins.plugins.testeddelivery.port.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Digests the files that containers are started with and that go into no image: compose files, environment files. */
final class Surrounding {
    private static final int LARGEST = 1 << 20;
    /** Where compose reads variables of a service from; several may be in a list. */
    private static final Pattern ENV_FILE =
            Pattern.compile("(?m)^\\s*(?:env_file:|-)\\s*[\"']?([^\\s\"'\\[\\]{}]+)[\"']?\\s*$");

    private Surrounding() {}

    static String of(Ports ports, DevProject dev, Project project) throws IOException, InterruptedException {
        Set<String> files = new TreeSet<>(project.runTimeFiles());
        files.addAll(dev.files());
        String folder = RepositoryPath.parent(dev.files().get(0));
        files.add(folder.isEmpty() ? ".env" : folder + "/.env");
        return ports.workspace().act(new Read(dev.files(), List.copyOf(files)));
    }

    /** Reads them. @param compose those of {@code files} that are compose files, the main one first */
    record Read(List<String> compose, List<String> files) implements Workspace.Work<String> {
        @Override
        public String in(Workspace.Place place) throws IOException {
            Set<String> named = new TreeSet<>(files);
            for (String file : compose) {
                Matcher matcher = ENV_FILE.matcher(text(place.path(file)));
                while (matcher.find()) {
                    RepositoryPath.resolve(RepositoryPath.parent(compose.get(0)), matcher.group(1))
                            .ifPresent(named::add);
                }
            }
            StringBuilder all = new StringBuilder();
            for (String file : named) {
                all.append(file).append('\0').append(text(place.path(file))).append('\0');
            }
            return Digests.of(all.toString());
        }

        private static String text(Path file) throws IOException {
            return Files.isRegularFile(file) && Files.size(file) < LARGEST
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                    : "";
        }
    }
}
