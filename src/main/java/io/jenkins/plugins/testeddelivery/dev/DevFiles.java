package io.jenkins.plugins.testeddelivery.dev;

import io.jenkins.plugins.testeddelivery.config.Compose;
import io.jenkins.plugins.testeddelivery.config.Environment;
import io.jenkins.plugins.testeddelivery.config.Project;
import io.jenkins.plugins.testeddelivery.port.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses what the development project is made of: the repository's own compose file, else what a trial starts, else the
 * files of the first environment that has some.
 *
 * @param compose files and environment file; the project is the development project's name
 * @param environment for the components' services: where a trial's files are used, what points them at throw-away data
 * @param borrowed whether an environment runs of these files too
 */
record DevFiles(Compose compose, Map<String, String> environment, boolean borrowed) {

    /**
     * Chooses.
     *
     * @param own compose files at the top of the repository
     * @throws Failure of kind USAGE where there are no files, or an environment has the name
     */
    static DevFiles of(Project project, List<String> own) {
        String name = name(project);
        for (Environment environment : project.environments().values()) {
            if (environment.composeProject(project.name()).equals(name)) {
                throw Failure.usage("The environment " + environment.name() + " runs as the compose project " + name
                        + ", which is the development project's name, and what runs there is never touched from here; give"
                        + " the environment another name as compose.project.");
            }
        }
        if (!own.isEmpty()) {
            boolean borrowed = project.environments().values().stream()
                    .anyMatch(environment -> own.stream().anyMatch(environment.compose().files()::contains));
            return new DevFiles(new Compose(own, name, ""), Map.of(), borrowed);
        }
        Compose trial = project.trialCompose();
        if (trial.present()) {
            return new DevFiles(
                    new Compose(trial.files(), name, trial.envFile()),
                    project.trial().testDb(),
                    !project.trial().env().isEmpty());
        }
        Optional<Compose> first = project.environments().values().stream()
                .map(Environment::compose)
                .filter(Compose::present)
                .findFirst();
        return first.map(compose -> new DevFiles(
                        // its envFile leads to its data
                        new Compose(compose.files(), name, ""), project.trial().testDb(), true))
                .orElseThrow(() -> Failure.usage("There is no compose file to develop with: put a compose.yaml at the top"
                        + " of the repository, or name one as trial.compose in delivery.yaml."));
    }

    static String name(Project project) {
        return Compose.projectName(project.name() + "-dev");
    }
}
