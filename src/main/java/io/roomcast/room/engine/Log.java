package io.roomcast.room.engine;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The logs of one lane's rooms. What fails is a stage that failed. Any thread may call it; of appends one is under way at
 * a time.
 */
public interface Log {
    /**
     * What is known of a room.
     *
     * @param extent how far its log reaches
     * @param roster the number of the last change of its roster, 0 where there is none
     */
    record Known(LogExtent extent, long roster) {}

    /** How far these rooms reach. What happens to them is announced from now on until {@link #rest}. Creates nothing. */
    CompletionStage<Map<String, Known>> open(Collection<String> rooms);

    /** The room leaves this server's memory: what happens to it need not be announced any more. */
    void rest(String room);

    /**
     * Appends drafts of several rooms, in order, and completes when they are durable, with one outcome each. The events
     * of a draft get consecutive offsets; a repeat gets what the first time got; a log is born by its first event. Of a
     * draft that a program took only the id is remembered, with the answer. Where the stage fails no outcome is known.
     *
     * @param lease of the server that appends: what reaches the log after its end is refused
     */
    CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease);

    /**
     * What drafts would be answered that came before under the same ids; nothing of one that is news, or has no id that is
     * remembered. Sees all that was durable before the call, writes nothing, and does not wait for an append.
     */
    CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts);

    /**
     * Where a reader begins, and the page that comes first there, from one snapshot: at most {@code count} events, at
     * least one where there is one, about {@code bytes} at most, never of two epochs. Whom private events are for decides
     * where the last so many begin for {@code reader}; no event is left out of the page.
     */
    CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes);

    /**
     * Replaces what an event says by this one value and its meta, and completes when that is durable; pages that are read
     * afterwards have it. All else of the event stays, and an id that published it is known by what was said at first.
     * Nobody is told. False where the event is not kept.
     *
     * @throws IllegalArgumentException at once, if no {@link Content} can have such a meta
     */
    CompletionStage<Boolean> strike(String room, long offset, String data, String meta);

    /** Ends a log: events and ids are gone, and what is written next begins a new epoch. */
    CompletionStage<Void> remove(String room);
}
