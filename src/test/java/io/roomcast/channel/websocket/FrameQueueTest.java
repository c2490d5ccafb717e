package io.roomcast.channel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.channel.Quirks;
import io.roomcast.kit.HandTime;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The order of writes on a wire under the test's hand. */
class FrameQueueTest {
    private final HandWire wire = new HandWire();
    private final List<String> told = new ArrayList<>();
    private final FrameQueue<String> queue = queue();
    private boolean gone;

    /** Takes each write at once, or keeps it under way until told, or loses it. */
    private static final class HandWire implements Wire {
        private final List<String> written = new ArrayList<>();
        private final Queue<Landing> flying = new ArrayDeque<>();
        private Outcome outcome = Outcome.WRITTEN;
        private Runnable meanwhile = () -> {};
        private Consumer<byte[]> clientPings = payload -> {};

        @Override
        public Outcome write(ByteBuffer frames, Landing landing) {
            written.add(name(frames));
            meanwhile.run();
            if (outcome == Outcome.UNDER_WAY) {
                flying.add(landing);
            }
            return outcome;
        }

        private static String name(ByteBuffer frame) {
            if (frame.equals(ByteBuffer.wrap(FrameEncoder.ping()))) {
                return "ping";
            }
            FrameEncoder.skipHeader(frame);
            return StandardCharsets.UTF_8.decode(frame).toString();
        }

        @Override
        public void answerPings(Consumer<byte[]> answer) {
            clientPings = answer;
        }

        void pinged(String payload) {
            clientPings.accept(payload.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void what_is_most_urgent_goes_first_and_of_several_pings_the_last_is_answered() {
        wire.outcome = Wire.Outcome.UNDER_WAY;
        queue.write(frame("first"), () -> queue.write(frame("second"), () -> told.add("second")));
        queue.ping();
        wire.pinged("a");
        wire.pinged("b");
        queue.insert(frame("old"));
        queue.insert(frame("inserted"));
        assertEquals(List.of("first"), wire.written);
        wire.outcome = Wire.Outcome.WRITTEN;
        wire.flying.remove().landed(true);
        assertEquals(List.of("first", "inserted", "b", "ping", "second"), wire.written);
        assertEquals(List.of("second"), told);
    }

    @Test
    void a_landing_before_the_write_returns_goes_on_once() {
        wire.outcome = Wire.Outcome.UNDER_WAY;
        wire.meanwhile = () -> {
            wire.meanwhile = () -> {};
            wire.outcome = Wire.Outcome.WRITTEN;
            // On another thread it could be as early.
            queue.ping();
        };
        queue.write(frame("first"), () -> told.add("first"));
        assertEquals(List.of("first", "ping"), wire.written);
        assertEquals(List.of("first"), told);
    }

    @Test
    void nothing_follows_a_lost_write() {
        wire.outcome = Wire.Outcome.LOST;
        queue.write(frame("first"), () -> told.add("first"));
        queue.ping();
        wire.pinged("a");
        assertEquals(List.of("first"), wire.written);
        assertEquals(List.of(), told);
        assertTrue(gone);
    }

    @Test
    void a_write_that_throws_is_lost() {
        wire.meanwhile = () -> {
            throw new IllegalStateException("a bug");
        };
        queue.write(frame("first"), () -> told.add("first"));
        assertEquals(List.of(), told);
        assertTrue(gone);
    }

    @Test
    void nothing_follows_a_write_that_failed_later() {
        wire.outcome = Wire.Outcome.UNDER_WAY;
        queue.write(frame("first"), () -> told.add("first"));
        queue.ping();
        wire.flying.remove().landed(false);
        assertEquals(List.of("first"), wire.written);
        assertTrue(gone);
    }

    @Test
    void a_client_that_takes_what_was_under_way_reads() {
        wire.outcome = Wire.Outcome.UNDER_WAY;
        queue.write(frame("first"), () -> {});
        assertFalse(queue.isBeingRead());
        assertFalse(queue.isBeingRead());
        wire.flying.remove().landed(true);
        assertTrue(queue.isBeingRead());
        assertFalse(queue.isBeingRead());
    }

    /** The kernel takes it, whether the client reads or not. */
    @Test
    void a_write_that_is_taken_at_once_is_no_sign_of_life() {
        wire.meanwhile = () -> assertFalse(queue.isBeingRead());
        queue.write(frame("first"), () -> {});
        assertFalse(queue.isBeingRead());
    }

    private static Frames<String> frame(String text) {
        return new Frames<>() {
            @Override
            public byte[] bytes() {
                return FrameEncoder.text(text);
            }

            @Override
            public Iterator<String> each() {
                throw new IllegalStateException("there is a wire");
            }
        };
    }

    private FrameQueue<String> queue() {
        Quirks quirks = new Quirks() {
            @Override
            public Optional<Wire> wire(Session session, Duration write) {
                return Optional.of(wire);
            }
        };
        GuardedSession.Bounds bounds = new GuardedSession.Bounds(1024, Duration.ofMinutes(1), Duration.ofSeconds(1));
        GuardedSession socket = new GuardedSession(
                stub(Session.class), bounds, Runnable::run, new HandTime(Instant.EPOCH), quirks, () -> gone = true);
        return new FrameQueue<>(socket, (remote, frame, sent) -> {
            throw new IllegalStateException("there is a wire");
        });
    }

    private static <T> T stub(Class<T> type) {
        Object made = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) ->
                        method.getName().equals("getAsyncRemote") ? stub(RemoteEndpoint.Async.class) : null);
        return type.cast(made);
    }
}
