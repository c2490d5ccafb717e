package io.roomcast.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that talks to the deployed WAR from outside. Its constructor and methods may take {@code URI base}, which
 * ends in a slash; {@code mvn verify} runs the class once for each server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RunningServer.class)
public @interface OnEachServer {}
