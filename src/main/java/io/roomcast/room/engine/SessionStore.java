package io.roomcast.room.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The keys of tokens, and the sessions that are over, in a store. Any thread may call it; no call blocks. */
public interface SessionStore {
    /**
     * Returns the keys whose tokens are accepted, at least one; the first signs new tokens. They change when an
     * operator rotates them.
     */
    List<SigningKey> keys();

    /** Returns how often an operator withdrew all tokens. A session that was recognised before is over. */
    long withdrawals();

    /** Whether a session was ended, at least until its newest token has expired. */
    boolean isEnded(String session);

    /** Ends a session for good; completes when that is durable. */
    CompletionStage<Void> end(String session);

    /** Adds a listener, for as long as the store is open. */
    void watch(Listener listener);

    /** Hears of sessions that are over. Any thread may call it; no call blocks. */
    interface Listener {
        /** This session was ended. */
        void ended(String session);

        /** All tokens were withdrawn. */
        void withdrawn();
    }
}
