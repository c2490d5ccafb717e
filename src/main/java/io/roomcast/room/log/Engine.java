package io.roomcast.room.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where logs live. Any thread may call it; no call blocks; a stage may complete on any thread.
 *
 * <p>Every engine passes {@code EngineContract} and those that extend it. An {@link #append} that fails with a {@code Refusal} has appended
 * nothing; after any other failure the outcome is unknown, but it is decided: it cannot take effect later than that.
 */
public interface Engine extends AutoCloseable {
    /** The secret that signs tokens, the same as long as the store lives. */
    byte[] key();

    /** How far a room's log reaches. Creates nothing. */
    CompletionStage<Span> open(String room);

    /**
     * Appends drafts of several rooms, in order, and completes when they are durable, with one receipt each. The events
     * of a draft get consecutive offsets; a repeat gets what the first time got; a log is born by its first event. Of a
     * draft that a program took only the id is remembered, with the answer. At most one call is under way.
     */
    CompletionStage<List<Receipt>> append(List<Draft> drafts);

    /**
     * What a draft would be answered that came before under the same id; nothing if it is news, or has no id that is
     * remembered. Sees all that was durable before the call, writes nothing, and does not wait for an append.
     */
    CompletionStage<Optional<Receipt>> recall(Draft draft);

    /**
     * Where a reader begins, and the page that comes first there, from one snapshot: at most {@code count} events, at
     * least one where there is one, about {@code bytes} at most, never of two epochs. Whom private events are for decides
     * where the last so many begin for {@code reader}; no event is left out of the page.
     */
    CompletionStage<Slice> read(String room, Start start, String reader, int count, long bytes);

    /** A member has sat down in a room: from now on others may address it. Creates no log. */
    void seat(String room, Member member);

    /** A member has left; it is still known. */
    void free(String room, Member member);

    /** Whether a member is seated in a room, or left it no longer ago than ids are remembered. Creates nothing. */
    CompletionStage<Boolean> remembers(String room, Member member);

    /** Who was seated in a room when the server's former run ended. Asked once, before anybody is seated in this one. */
    CompletionStage<List<Member>> former(String room);

    /** The room leaves memory: what is known of members of a log that was never born may be forgotten. */
    void rest(String room);

    /** Ends a log: events and ids are gone, and what is written next begins a new epoch. */
    CompletionStage<Void> remove(String room);

    /** Trims what is older than the history's bounds allow. Called about once a second; complete when it is done. */
    CompletionStage<Void> tidy();

    /** Why the store cannot be used at the moment; empty while it can. */
    Optional<String> trouble();

    @Override
    void close();
}
