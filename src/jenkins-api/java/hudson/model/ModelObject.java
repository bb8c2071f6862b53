package hudson.model;

/** Declares what is used of the interface {@code hudson.model.ModelObject}. */
public interface ModelObject {
    String getDisplayName();
}
