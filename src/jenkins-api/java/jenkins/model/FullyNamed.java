package jenkins.model;

/** Declares what is used of the interface {@code jenkins.model.FullyNamed}. */
public interface FullyNamed {
    String getFullName();
}
