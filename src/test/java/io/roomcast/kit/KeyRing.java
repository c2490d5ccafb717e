package io.roomcast.kit;

import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.engine.SigningKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The sessions of a store, under the test's hand. */
public final class KeyRing implements SessionStore {
    public final List<SigningKey> keys = new ArrayList<>();
    public final Set<String> ended = new HashSet<>();
    public long withdrawals;
    private final List<Listener> listeners = new ArrayList<>();

    public KeyRing(SigningKey... keys) {
        this.keys.addAll(List.of(keys));
    }

    @Override
    public List<SigningKey> keys() {
        return keys;
    }

    @Override
    public long withdrawals() {
        return withdrawals;
    }

    @Override
    public boolean isEnded(String session) {
        return ended.contains(session);
    }

    @Override
    public CompletionStage<Void> end(String session) {
        ended.add(session);
        listeners.forEach(listener -> listener.ended(session));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void watch(Listener listener) {
        listeners.add(listener);
    }

    /** Withdraws all tokens. */
    public void withdraw() {
        withdrawals++;
        listeners.forEach(Listener::withdrawn);
    }
}
