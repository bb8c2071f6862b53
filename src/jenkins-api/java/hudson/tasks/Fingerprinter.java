package hudson.tasks;

import hudson.ExtensionPoint;
import hudson.model.Run;
import java.io.Serializable;
import java.util.Map;
import jenkins.model.RunAction2;

/** Declares what is used of the class {@code hudson.tasks.Fingerprinter}. */
public class Fingerprinter extends Publisher implements Serializable, ExtensionPoint {
    public Fingerprinter(String targets) {}

    /** Declares what is used of the class {@code hudson.tasks.Fingerprinter.FingerprintAction}. */
    public static final class FingerprintAction implements RunAction2 {
        public FingerprintAction(Run build, Map<String, String> record) {}

        public void add(Map<String, String> moreRecords) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        @Override
        public String getDisplayName() {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        @Override
        public String getIconFileName() {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        public Map<String, String> getRecords() {
            return null;
        }

        @Override
        public String getUrlName() {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }

        @Override
        public void onAttached(Run<?, ?> r) {}

        @Override
        public void onLoad(Run<?, ?> r) {
            throw new UnsupportedOperationException("declared only: runs in Jenkins");
        }
    }
}
