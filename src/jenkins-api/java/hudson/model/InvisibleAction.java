package hudson.model;

/** Declares what is used of the class {@code hudson.model.InvisibleAction}. */
public abstract class InvisibleAction implements Action {
    public InvisibleAction() {}

    @Override
    public final String getDisplayName() {
        return null;
    }

    @Override
    public final String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
