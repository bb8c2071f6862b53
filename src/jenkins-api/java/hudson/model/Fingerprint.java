package hudson.model;

import java.io.IOException;

/** Declares what is used of the class {@code hudson.model.Fingerprint}. */
public class Fingerprint implements ModelObject {
    Fingerprint(BuildPtr original, String fileName, byte[] md5sum) {}

    public void addFor(Run b) throws IOException {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    /** Declares what is used of the class {@code hudson.model.Fingerprint.BuildPtr}. */
    public static class BuildPtr {
        public BuildPtr(Run run) {}
    }
}
