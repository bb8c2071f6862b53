package org.kohsuke.stapler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares what is used of the annotation {@code org.kohsuke.stapler.QueryParameter}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@Documented
@InjectedParameter(QueryParameter.HandlerImpl.class)
public @interface QueryParameter {
    boolean fixEmpty() default false;

    boolean required() default false;

    String value() default "";

    /** Declares what is used of the class {@code org.kohsuke.stapler.QueryParameter.HandlerImpl}. */
    class HandlerImpl extends AnnotationHandler<QueryParameter> {
        public HandlerImpl() {}
    }
}
