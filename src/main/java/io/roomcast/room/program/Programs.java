package io.roomcast.room.program;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The deployer's programs. A room tells them one thing after the other, on its strand, and waits for what it handed in to
 * be done before it tells the next; if that takes too long the room completes it by itself and goes on. No method blocks
 * or throws.
 */
public interface Programs {
    /** Nobody reacts to anything. */
    Programs NONE = new Programs() {};

    /**
     * How much patience rooms have.
     *
     * @param patience how long programs may take to see one thing, the wait for their turn included
     * @param asks how many questions to one session may be open in a room
     */
    record Bounds(Duration patience, int asks) {
        /** What holds where nobody configured anything. */
        public static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(5), 16);
    }

    default Bounds bounds() {
        return Bounds.DEFAULT;
    }

    /** Why no program can be told of anything; empty while they can. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Whether any of them wants to be told of what happens in this room. The answer never changes. */
    default boolean watch(String room) {
        return false;
    }

    /** Whether any of them decides what becomes of what is published in this room. The answer never changes. */
    default boolean decide(String room) {
        return false;
    }

    /** A member sits at this server from now on; nobody is told by this. */
    default void came(String room, Member member, Visitor visitor) {}

    /** A member does not sit at this server any more; nobody is told by this. */
    default void went(String room, Member member) {}

    /** A member took a seat, or came back to the one that it had before the server began. */
    default void joined(String room, Member member, Visitor visitor, boolean recovered, CompletableFuture<Void> seen) {
        seen.complete(null);
    }

    /** A member's seat was given up. */
    default void left(String room, Member member, CompletableFuture<Void> seen) {
        seen.complete(null);
    }

    /**
     * A client wants to publish something that is new. The verdict is the draft as it came or with other contents, or as
     * taken; or a refusal.
     */
    default void received(Draft draft, Visitor visitor, CompletableFuture<Draft> verdict) {
        verdict.complete(draft);
    }

    /** What a client published is done: it is in the log, or was taken. For those who only look on, so nobody waits. */
    default void done(Draft draft, Visitor visitor, Receipt receipt) {}
}
