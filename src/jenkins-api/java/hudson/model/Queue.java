package hudson.model;

import java.util.List;
import jenkins.model.FullyNamedModelObject;
import jenkins.model.queue.ITask;

/** Declares what is used of the class {@code hudson.model.Queue}. */
public class Queue {
    public Queue(LoadBalancer loadBalancer) {}

    public static Queue getInstance() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public Item[] getItems() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    /** Declares what is used of the interface {@code hudson.model.Queue.Executable}. */
    public interface Executable extends Runnable {}

    /** Declares what is used of the class {@code hudson.model.Queue.Item}. */
    public abstract static class Item extends Actionable implements FullyNamedModelObject {
        protected Item(Item item) {}
    }

    /** Declares what is used of the interface {@code hudson.model.Queue.QueueAction}. */
    public interface QueueAction extends Action {
        boolean shouldSchedule(List<Action> actions);
    }

    /** Declares what is used of the interface {@code hudson.model.Queue.Task}. */
    public interface Task extends FullyNamedModelObject, ITask {}
}
