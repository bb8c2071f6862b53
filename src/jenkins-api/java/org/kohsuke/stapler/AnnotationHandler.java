package org.kohsuke.stapler;

import java.lang.annotation.Annotation;

/** Declares what is used of the class {@code org.kohsuke.stapler.AnnotationHandler}. */
public abstract class AnnotationHandler<T extends Annotation> {
    public AnnotationHandler() {}
}
