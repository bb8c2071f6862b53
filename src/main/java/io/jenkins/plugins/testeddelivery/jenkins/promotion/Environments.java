package io.jenkins.plugins.testeddelivery.jenkins.promotion;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.testeddelivery.promote.EnvironmentId;
import io.jenkins.plugins.testeddelivery.promote.Scopes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;

/** Finds the environments that concern a project: the controller's, its folders', its own, each making those before stricter. */
final class Environments {
    private final List<Scopes.Scope> scopes = new ArrayList<>();
    private final Item project;

    private Environments(Item project) {
        this.project = project;
    }

    /** @param jobs whose own definitions count as well: the one that built, the one that deploys */
    static Environments of(Item project, Collection<? extends Job<?, ?>> jobs) {
        Environments environments = new Environments(project);
        // a definition for all says nothing of where: each project has that environment for itself
        environments.add(project.getFullName(), "", true, DeliveryConfiguration.get().getEnvironments());
        List<ItemGroup<?>> groups = new ArrayList<>();
        for (ItemGroup<?> group = own(project); group instanceof Item item; group = item.getParent()) {
            groups.add(0, group);
        }
        for (ItemGroup<?> group : groups) {
            for (EnvironmentSource source : ExtensionList.lookup(EnvironmentSource.class)) {
                environments.add(group.getFullName(), group.getFullName(), true, source.of(group));
            }
        }
        for (Job<?, ?> job : new LinkedHashSet<>(jobs)) {
            JobEnvironments property = job.getProperty(JobEnvironments.class);
            if (property != null) {
                environments.add(
                        project.getFullName(), project.getParent().getFullName(), false, property.getEnvironments());
            }
        }
        return environments;
    }

    private static ItemGroup<?> own(Item project) {
        return project instanceof ItemGroup<?> group ? group : project.getParent();
    }

    private void add(String folder, String home, boolean controller, List<EnvironmentDefinition> definitions) {
        for (EnvironmentDefinition each : definitions) {
            scopes.add(new Scopes.Scope(folder, home, each.getName(), controller, each.policy(), each.getDeployJob()));
        }
    }

    /** Every name that is defined for the project. */
    Set<String> names() {
        return Scopes.names(scopes);
    }

    Scopes.Environment find(String name) {
        return Scopes.find(scopes, project.getFullName(), name);
    }

    /** The id alone. */
    static EnvironmentId id(Item project, String name) {
        return of(project, List.of()).find(name).id();
    }

    /** The job that deploys there; empty: none is named, or there is none of that name. */
    static Optional<Job<?, ?>> deployJob(Scopes.Environment environment) {
        if (environment.deployJob().isEmpty()) {
            return Optional.empty();
        }
        Jenkins controller = Jenkins.get();
        boolean inGroup = !environment.home().isEmpty()
                && controller.getItemByFullName(environment.home()) instanceof ItemGroup<?>;
        ItemGroup<?> group =
                inGroup ? (ItemGroup<?>) controller.getItemByFullName(environment.home()) : controller;
        return DeployJobs.find(environment.deployJob(), group);
    }
}
