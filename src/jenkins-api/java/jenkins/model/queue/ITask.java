package jenkins.model.queue;

import jenkins.model.FullyNamedModelObject;

/** Declares what is used of the interface {@code jenkins.model.queue.ITask}. */
public interface ITask extends FullyNamedModelObject {
    @Override
    default String getFullDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
