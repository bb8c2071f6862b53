package hudson.model;

import java.util.Collection;
import jenkins.model.FullyNamed;
import jenkins.model.FullyNamedModelObject;

/** Declares what is used of the interface {@code hudson.model.ItemGroup}. */
public interface ItemGroup<T extends Item> extends FullyNamed, FullyNamedModelObject, PersistenceRoot {
    default <T extends Item> Iterable<T> allItems(Class<T> type) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    Collection<T> getItems();
}
