package io.roomcast.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that talks to the deployed WAR from outside, once for each server of {@link TestedServer} that is chosen. Its
 * constructor and methods, and those of nested classes, may take {@code URI base}, which ends in a slash, and the {@code Server}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(RunningServer.class)
public @interface OnEachServer {
    /** Only on those that are shown with applications beside Roomcast. */
    boolean withNeighbours() default false;
}
