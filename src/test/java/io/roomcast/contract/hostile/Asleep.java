package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.Contract;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The start of tests of readers that stop reading: one of them, and more than is held for it. */
abstract class Asleep extends Contract {
    static final int COUNT = 400;
    static final String BULK = "x".repeat(30_000);

    /** Every transport on which one waits for lines, and does not ask. */
    @EnumSource(
            value = Transport.class,
            mode = Mode.EXCLUDE,
            names = {"LONG_POLL", "PLAIN_POLL"})
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @interface OnEachStream {}

    /** Twelve million bytes, which no buffer on the way holds: offsets 1 to {@code COUNT}. */
    final void flood(Client publisher) {
        IntStream.rangeClosed(1, COUNT).forEach(n -> acked(publisher.publish("c-" + n, n + BULK)));
    }

    /** A token of somebody who just entered. */
    final String token() {
        return Line.of(post("members", "{}").body()).body().getString("token");
    }

    final Sleeper sleeper(Transport transport, String query) {
        Sleeper sleeper = Sleeper.enter(base, room, transport, query);
        assertEquals("welcome", sleeper.line().kind());
        return sleeper;
    }

    static long isNext(long offset, Line event) {
        assertEquals(offset + 1, event.offset());
        return event.offset();
    }
}
