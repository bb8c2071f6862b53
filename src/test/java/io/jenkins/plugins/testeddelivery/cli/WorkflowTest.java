package io.jenkins.plugins.testeddelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** The commands that the pages for developers show are ones that there are. */
class WorkflowTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("docs", name));
    }

    private static CommandLine command() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        return Main.commandLine(new Console(nowhere, nowhere, Map.of(), Path.of(""), false));
    }

    /** Every {@code run} of a job's steps. */
    private static List<String> runs(Object workflow) {
        List<String> runs = new ArrayList<>();
        Map<?, ?> jobs = (Map<?, ?>) ((Map<?, ?>) workflow).get("jobs");
        for (Object job : jobs.values()) {
            for (Object step : (List<?>) ((Map<?, ?>) job).get("steps")) {
                Map<?, ?> map = (Map<?, ?>) step;
                assertThat(map.containsKey("run") || map.containsKey("uses")).as(map.toString()).isTrue();
                if (map.containsKey("run")) {
                    runs.addAll(((String) map.get("run")).lines().map(String::strip).toList());
                }
            }
        }
        return runs;
    }

    @Test
    void shouldShowAWorkflowWithCommandsAndOptionsThatThereAre() throws IOException {
        Matcher block = BLOCK.matcher(page("github-actions.md"));
        assertThat(block.find()).isTrue();
        Object workflow = new Load(LoadSettings.builder().build()).loadFromString(block.group(1));

        List<String> commands =
                runs(workflow).stream().filter(line -> line.startsWith("delivery ")).toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
        for (String line : commands) {
            String[] words = line.replaceAll("\"([^\"]*)\"", "$1").replaceAll("\\$\\{\\{[^}]*}}", "x").split("\\s+");
            assertThat(command().parseArgs(Arrays.copyOfRange(words, 1, words.length)).hasSubcommand())
                    .as(line)
                    .isTrue();
        }
        assertThat(block.group(1)).contains("path: .git/delivery").contains("fetch-depth: 0");
    }

    @Test
    void shouldShowADayWithCommandsThatThereAre() throws IOException {
        Matcher shown = Pattern.compile("`(?:delivery )([a-z]+)[^`]*`").matcher(page("daily.md"));
        List<String> names = new ArrayList<>();
        while (shown.find()) {
            names.add(shown.group(1));
        }

        assertThat(command().getSubcommands().keySet()).containsAll(names);
        assertThat(names).contains("dev", "update", "rebuild", "stop", "restart", "logs", "status");
    }
}
