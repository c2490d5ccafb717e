package io.roomcast.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.websocket.Frames;
import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.kit.Accounts;
import io.roomcast.room.Delivery;
import io.roomcast.room.Limits;
import io.roomcast.room.log.Position;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order of writes, with a container under the test's hand that lands a frame at once or when told to. */
class FrameWriterTest {
    private static final Delivery ANY = new Delivery.Stand("x", Position.START);

    private final WebSocketWorld world = new WebSocketWorld(Limits.DEFAULT, WsSettings.DEFAULT);
    private final List<String> sent = new ArrayList<>();
    private final Queue<Runnable> blocking = new ArrayDeque<>();
    private final Queue<SendHandler> flying = new ArrayDeque<>();
    private boolean gone;

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aContainerThatCallsBackFromWithinASendBuildsNoStack() {
        List<String> many =
                IntStream.range(0, 200_000).mapToObj(Integer::toString).toList();
        FrameWriter<String> frames = frames(many, true);
        int[] written = {0};
        frames.write(ANY, () -> {
            if (++written[0] < 3) {
                frames.write(ANY, () -> written[0]++);
            }
        });
        assertEquals(2, written[0]);
        assertEquals(2 * many.size(), sent.size());
    }

    @Test
    void aPingWaitsForTheWriteBeforeItAndTheNextWriteForThePing() {
        FrameWriter<String> frames = frames(List.of("a", "b"), false);
        frames.write(ANY, () -> frames.write(ANY, () -> sent.add("written")));
        frames.outgoing().ping();
        assertEquals(List.of("a"), sent);
        assertTrue(blocking.isEmpty());
        flying.remove().onResult(new SendResult());
        flying.remove().onResult(new SendResult());
        assertEquals(List.of("a", "b"), sent);
        blocking.remove().run();
        assertEquals(List.of("a", "b", "sendPing", "a"), sent);
        flying.remove().onResult(new SendResult());
        flying.remove().onResult(new SendResult());
        assertEquals(List.of("a", "b", "sendPing", "a", "b", "written"), sent);
    }

    @Test
    void afterAFailedSendNothingIsWrittenAndThePeerIsGone() {
        FrameWriter<String> frames = frames(List.of("a", "b"), false);
        frames.write(ANY, () -> sent.add("written"));
        flying.remove().onResult(new SendResult(new IllegalStateException("closed")));
        frames.outgoing().ping();
        assertEquals(List.of("a"), sent);
        assertTrue(gone);
    }

    private FrameWriter<String> frames(List<String> all, boolean atOnce) {
        GuardedSession socket = new GuardedSession(
                session(),
                new GuardedSession.Bounds(1024, Duration.ofMinutes(1), WsSettings.DEFAULT.closing()),
                blocking::add,
                world.ingress.time(),
                Quirks.NONE,
                () -> gone = true);
        sent.clear();
        return new FrameWriter<>(world.ingress, Accounts.account(), socket) {
            @Override
            Frames<String> frames(Delivery delivery) {
                return frames(String.join("\n", all));
            }

            @Override
            Frames<String> frames(String lines) {
                return new OneByOne(lines);
            }

            @Override
            void send(RemoteEndpoint.Async remote, String frame, SendHandler landed) {
                sent.add(frame);
                if (atOnce) {
                    landed.onResult(new SendResult());
                } else {
                    flying.add(landed);
                }
            }
        };
    }

    private record OneByOne(String lines) implements Frames<String> {
        @Override
        public byte[] bytes() {
            throw new IllegalStateException("there is no wire");
        }

        @Override
        public Iterator<String> each() {
            return lines.lines().iterator();
        }
    }

    private Session session() {
        Map<String, Object> properties = new HashMap<>();
        RemoteEndpoint.Async remote = stub(RemoteEndpoint.Async.class, Map.of());
        return stub(Session.class, Map.of("getAsyncRemote", remote, "getUserProperties", properties));
    }

    private <T> T stub(Class<T> type, Map<String, Object> answers) {
        Object made = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (!answers.containsKey(method.getName())) {
                sent.add(method.getName());
            }
            return answers.get(method.getName());
        });
        return type.cast(made);
    }
}
