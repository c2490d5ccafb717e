package io.roomcast.room.engine;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A part of an engine that lives and fails as a whole. Any thread may call it; no call blocks. */
public interface Lane {
    Log log();

    Presence presence();

    Leases leases();

    /** Sends a payload to all other servers that have the room in memory. It is not stored and may be lost. */
    void tell(String room, String payload);

    /** Removes what exceeds the bounds of retention. Called about once a second; completes when it is done. */
    CompletionStage<Void> tidy();

    /** Returns why the lane cannot be used right now; empty while it can. */
    Optional<String> trouble();
}
