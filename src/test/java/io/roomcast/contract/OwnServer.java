package io.roomcast.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that talks to {@code java -jar} of the WAR, started with these settings and shared with the classes nested in
 * it that want the same. Its methods may take {@code URI base} or the {@code ServerProcess}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(OwnServerStart.class)
public @interface OwnServer {
    /** Signs of life, grace and news of the roster in moments, and no rates that many tests at once would exceed. */
    String QUICK = "--heartbeat=300ms --ping-interval=1s --ping-timeout=2s --grace=500ms --presence=20ms --rate=0"
            + " --joins=1000000 --new-rooms=1000000";

    /** Arguments, separated by blanks. */
    String value() default QUICK;

    /** Programs that run in it. */
    Class<?>[] programs() default {};
}
