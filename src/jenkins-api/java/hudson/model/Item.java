package hudson.model;

import hudson.search.SearchableModelObject;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.util.Collection;
import jenkins.model.FullyNamed;
import jenkins.model.FullyNamedModelObject;

/** Declares what is used of the interface {@code hudson.model.Item}. */
public interface Item extends PersistenceRoot, FullyNamedModelObject, SearchableModelObject, FullyNamed,
        AccessControlled {
    Permission CONFIGURE = null;
    Permission READ = null;

    Collection<? extends Job> getAllJobs();

    @Override
    String getFullName();

    ItemGroup<? extends Item> getParent();

    String getUrl();
}
