package io.jenkins.plugins.testeddelivery.plan;

import io.jenkins.plugins.testeddelivery.config.Project;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The graph of a project's components, made beside other work: of thousands it takes a while, and few decisions need it. */
final class LaterGraph implements Callable<ComponentGraph> {
    private final Project project;
    private final FutureTask<ComponentGraph> task = new FutureTask<>(this);

    private LaterGraph(Project project) {
        this.project = project;
    }

    static LaterGraph begin(Project project) {
        LaterGraph later = new LaterGraph(project);
        Thread thread = new Thread(later.task, "component-graph");
        thread.setDaemon(true);
        thread.start();
        return later;
    }

    @Override
    public ComponentGraph call() {
        return new ComponentGraph(project);
    }

    ComponentGraph get() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the graph of the components could not be made", e.getCause());
        }
    }
}
