package io.jenkins.plugins.testeddelivery.dev.live;

import io.jenkins.plugins.testeddelivery.config.Component;
import io.jenkins.plugins.testeddelivery.config.Dockerfile;
import io.jenkins.plugins.testeddelivery.config.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells from the command a service runs whether that sees changed files by itself, or must be restarted. */
final class Reloading {
    private static final Pattern RELOADER = Pattern.compile(
            "(^|.* )(--reload|--watch|--hot|--livereload|--debug|nodemon|vite|tsx watch|ts-node-dev|webpack serve|"
                    + "next dev|nuxt dev|astro dev|(npm|pnpm|yarn|bun)( run)? (dev|watch|serve)|watchexec|watchfiles|"
                    + "watchmedo|reflex|air|cargo watch|dotnet watch|rerun|runserver)( .*|$)");

    private Reloading() {}

    /** @param service of the compose configuration */
    static boolean is(Component component, Dockerfile dockerfile, Map<String, Object> service) {
        if (!component.development().run().isEmpty()) {
            return true;
        }
        String command = command(service.get("entrypoint")) + " " + command(service.get("command"));
        if (command.isBlank()) {
            command = built(Placements.instructions(dockerfile, ((Component.Image) component.product()).target()));
        }
        return RELOADER.matcher(command.strip()).matches() && !command.contains("--noreload");
    }

    private static String command(Object written) {
        if (written instanceof List<?> words) {
            List<String> texts = new ArrayList<>();
            words.forEach(word -> texts.add(String.valueOf(word)));
            return String.join(" ", texts);
        }
        return written instanceof String text ? text : "";
    }

    private static String built(List<Instruction> instructions) {
        String entrypoint = "";
        String command = "";
        for (Instruction instruction : instructions) {
            if (instruction.keyword().equals("ENTRYPOINT")) {
                entrypoint = String.join(" ", instruction.words());
                command = "";
            } else if (instruction.keyword().equals("CMD")) {
                command = String.join(" ", instruction.words());
            }
        }
        return entrypoint + " " + command;
    }
}
