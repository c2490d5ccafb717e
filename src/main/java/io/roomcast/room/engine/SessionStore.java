package io.roomcast.room.engine;

import java.util.List;

/** The keys of tokens, and the sessions that are over, in a store. Any thread may call it; no call blocks. */
public interface SessionStore {
    /**
     * Returns the keys whose tokens are accepted, at least one; the first signs new tokens. They change when an
     * operator rotates them.
     */
    List<SigningKey> keys();
}
