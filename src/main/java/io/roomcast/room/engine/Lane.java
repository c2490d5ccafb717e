package io.roomcast.room.engine;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A part of an engine that lives and fails as a whole. Any thread may call it; no call blocks. */
public interface Lane {
    Log log();

    Presence presence();

    Leases leases();

    /** Tells the watches of all other servers that have the room in memory. It is kept nowhere, and may be lost. */
    void tell(String room, String payload);

    /** Trims what is older than the bounds allow. Called about once a second; complete when it is done. */
    CompletionStage<Void> tidy();

    /** Why it cannot be used at the moment; empty while it can. */
    Optional<String> trouble();
}
