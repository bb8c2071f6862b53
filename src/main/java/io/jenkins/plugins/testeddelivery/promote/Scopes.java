package io.jenkins.plugins.testeddelivery.promote;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts together what the controller, the folders, a job and so on say of an environment, from the outside in. */
public final class Scopes {
    private Scopes() {}

    /**
     * What is said of an environment somewhere.
     *
     * @param folder that the environment belongs to: the one that says so; for the controller and for a job, the project
     * @param home the group that names of jobs are relative to, by its full name
     * @param controller said by somebody who may configure more than a job
     * @param deployJob empty: it names none
     */
    public record Scope(
            String folder, String home, String name, boolean controller, Policy policy, String deployJob) {}

    /**
     * An environment as it concerns one project.
     *
     * @param policy the strictest of all
     * @param deployJob the job that deploys; empty: none is named
     * @param home the group that its name is relative to
     * @param defined somebody who may configure more than a job defined it
     */
    public record Environment(EnvironmentId id, Policy policy, String deployJob, String home, boolean defined) {}

    public static Set<String> names(List<Scope> scopes) {
        Set<String> names = new TreeSet<>();
        scopes.forEach(scope -> names.add(scope.name()));
        return names;
    }

    /**
     * The environment with this name; what is further out decides what it is and which job deploys, what is further in
     * makes it stricter. A job names the job that deploys only for an environment that nobody else defined.
     *
     * @param scopes from the outside in
     */
    public static Environment find(List<Scope> scopes, String project, String name) {
        List<Scope> said = scopes.stream().filter(scope -> scope.name().equals(name)).toList();
        boolean defined = said.stream().anyMatch(Scope::controller);
        Policy policy = said.stream().map(Scope::policy).reduce(Policy::stricter).orElse(Policy.OPEN);
        String folder = said.stream().findFirst().map(Scope::folder).orElse(project);
        Scope deployer = said.stream()
                .filter(scope -> !scope.deployJob().isEmpty() && (scope.controller() || !defined))
                .findFirst()
                .orElse(new Scope(folder, "", name, false, Policy.OPEN, ""));
        return new Environment(
                new EnvironmentId(folder, name), policy, deployer.deployJob(), deployer.home(), defined);
    }
}
