package io.roomcast.contract.pair;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that talks to a {@link Pair} of servers, started with these settings and shared with all classes that want
 * the same. Its methods may take {@code URI base}. Rows that {@link NotOnPair} names are not run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PairStart.class)
public @interface OnPair {
    /** Arguments, separated by blanks. */
    String value();

    /** How many of a hundred announcements nobody ever hears. */
    int lost() default 25;
}
