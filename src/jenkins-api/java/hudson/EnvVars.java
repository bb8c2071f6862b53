package hudson;

import java.util.TreeMap;

/** Declares what is used of the class {@code hudson.EnvVars}. */
public class EnvVars extends TreeMap<String, String> {
    public EnvVars() {}

    @Override
    public String put(String key, String value) {
        throw new UnsupportedOperationException("declared only: runs in Jenkins");
    }
}
