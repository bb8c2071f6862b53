package hudson.init;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jvnet.hudson.annotation_indexer.Indexed;

/** Declares what is used of the annotation {@code hudson.init.Initializer}. */
@Indexed
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Initializer {
    InitMilestone after() default InitMilestone.STARTED;

    String[] attains() default {};

    InitMilestone before() default InitMilestone.COMPLETED;

    String displayName() default "";

    boolean fatal() default true;

    String[] requires() default {};
}
