package io.roomcast.engine.memory;

import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.engine.SigningKey;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** The key of tokens and the ended sessions, for as long as the process lives. Any thread. */
final class MemorySessions implements SessionStore {
    private static final int KEY_BYTES = 32;
    private static final int MOST_ENDED = 200_000;

    private final InstantSource clock;
    private final Duration life;
    private final List<SigningKey> keys;
    /** By session, when it was ended. */
    private final Map<String, Long> ended = new ConcurrentHashMap<>();

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    MemorySessions(InstantSource clock, Duration life, RandomGenerator random) {
        this.clock = clock;
        this.life = life;
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        this.keys = List.of(new SigningKey(HexFormat.of().toHexDigits(random.nextInt()), secret));
    }

    @Override
    public List<SigningKey> keys() {
        return keys;
    }

    @Override
    public long withdrawals() {
        return 0;
    }

    @Override
    public boolean isEnded(String session) {
        return ended.containsKey(session);
    }

    @Override
    public CompletionStage<Void> end(String session) {
        if (ended.size() >= MOST_ENDED) {
            return CompletableFuture.failedStage(
                    new Refusal(Code.TOO_MANY, "too many sessions were ended lately; try again later"));
        }
        ended.put(session, clock.millis());
        listeners.forEach(listener -> listener.ended(session));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void watch(Listener listener) {
        listeners.add(listener);
    }

    /** Forgets the sessions whose tokens have all expired. */
    void tidy() {
        long since = clock.millis() - life.toMillis();
        ended.values().removeIf(at -> at < since);
    }
}
