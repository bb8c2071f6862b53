package io.jenkins.plugins.testeddelivery.jenkins.steps;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.testeddelivery.port.Owner;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.YesNoMaybe;
import jenkins.model.Jenkins;

/**
 * Which steps of this controller hold something on a node this moment: a trial's containers, an environment's lock. Of
 * those that an earlier life of the controller began none does.
 */
@Extension(dynamicLoadable = YesNoMaybe.YES)
public class Holdings {
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    public static Holdings get() {
        return ExtensionList.lookupSingleton(Holdings.class);
    }

    /** A name for a step that is going to hold something; no other step ever has it. */
    String name(Run<?, ?> run) {
        return prefix() + run.getExternalizableId() + "/" + UUID.randomUUID();
    }

    /** From now on this one holds something. */
    Owner enter(String name) {
        present.add(name);
        return as(name);
    }

    /** This one holds nothing any more. */
    void leave(String name) {
        present.remove(name);
    }

    /** The same for one that does not hold anything any more and cleans up. */
    Owner as(String name) {
        String prefix = prefix();
        return new Owner() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean gone(String other) {
                return isGone(prefix, other);
            }
        };
    }

    /** What another controller began that uses the same engine is not ours to judge. */
    boolean isGone(String prefix, String other) {
        return other.startsWith(prefix) && !present.contains(other);
    }

    private static String prefix() {
        return Jenkins.get().getLegacyInstanceId() + "/";
    }
}
