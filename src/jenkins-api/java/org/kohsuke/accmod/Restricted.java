package org.kohsuke.accmod;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jvnet.hudson.annotation_indexer.Indexed;

/** Declares what is used of the annotation {@code org.kohsuke.accmod.Restricted}. */
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Indexed
public @interface Restricted {
    Class<? extends AccessRestriction>[] value();
}
