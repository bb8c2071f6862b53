package hudson.util;

import java.io.Serializable;

/** Declares what is used of the class {@code hudson.util.Secret}. */
public final class Secret implements Serializable {
    Secret(String value) {}

    public String getPlainText() {
        return null;
    }
}
