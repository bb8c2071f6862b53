package org.kohsuke.stapler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares what is used of the annotation {@code org.kohsuke.stapler.AncestorInPath}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@Documented
@InjectedParameter(AncestorInPath.HandlerImpl.class)
public @interface AncestorInPath {
    /** Declares what is used of the class {@code org.kohsuke.stapler.AncestorInPath.HandlerImpl}. */
    class HandlerImpl extends AnnotationHandler<AncestorInPath> {
        public HandlerImpl() {}
    }
}
