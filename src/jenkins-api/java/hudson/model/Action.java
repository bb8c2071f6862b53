package hudson.model;

/** Declares what is used of the interface {@code hudson.model.Action}. */
public interface Action extends ModelObject {
    @Override
    String getDisplayName();

    String getIconFileName();

    String getUrlName();
}
