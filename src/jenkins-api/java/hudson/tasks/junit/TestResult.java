package hudson.tasks.junit;

import hudson.search.SearchableModelObject;
import java.io.Serializable;
import java.util.List;

/** Declares what is used of the class {@code hudson.tasks.junit.TestResult}. */
public final class TestResult implements SearchableModelObject, Serializable {
    public TestResult() {}

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public int getFailCount() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public TestResult getResultByNodes(List<String> nodeIds) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public int getSkipCount() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }

    public int getTotalCount() {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
