package hudson;

/** Declares what is used of the class {@code hudson.Functions}. */
public class Functions {
    public Functions() {}

    public static boolean isArtifactsPermissionEnabled() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
