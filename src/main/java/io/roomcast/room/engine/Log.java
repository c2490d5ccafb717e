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

/** The logs of one lane's rooms. Failures are failed stages. Any thread may call it, one append at a time. */
public interface Log {
    /**
     * The known state of a room.
     *
     * @param extent how far its log reaches
     * @param roster the number of the last change of its roster, 0 if there is none
     */
    record Known(LogExtent extent, long roster) {}

    /** Returns how far these rooms reach, and announces their changes until {@link #rest}. Creates nothing. */
    CompletionStage<Map<String, Known>> open(Collection<String> rooms);

    /** Says that the room has left this server's memory: its changes need not be announced any more. */
    void rest(String room);

    /**
     * Appends drafts of several rooms, in order, and completes when they are durable, with one outcome per draft. The
     * events of a draft get consecutive offsets. A repeat gets the result of the first time. The first event creates
     * the log. Of a draft that a program took, only the id and the answer are remembered. If the stage fails, no
     * outcome is known.
     *
     * @param lease the lease of the appending server: whatever reaches the log after its end is refused
     */
    CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease);

    /**
     * Returns the earlier result of each draft that is a repeat; empty for a draft that is new, or has no id that is
     * remembered. Sees everything that was durable before the call, writes nothing, and does not wait for an append.
     */
    CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts);

    /**
     * Finds where a reader begins and reads the first page from there, in one snapshot: at most {@code count} events,
     * at least one if there is one, about {@code bytes} at most, never of two epochs. The page holds all events,
     * filtered for no reader: {@code reader} only decides, by the private events that it may see, where its last events
     * begin.
     */
    CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes);

    /**
     * Replaces the data of an event by this one value and its meta, and completes when that is durable; pages that are
     * read afterwards have it. The rest of the event stays, and its publish id still stands for the original contents.
     * Readers are not notified. False if the event is not kept.
     *
     * @throws IllegalArgumentException immediately, if no {@link Content} can have such a meta
     */
    CompletionStage<Boolean> strike(String room, long offset, String data, String meta);

    /** Ends a log: its events and ids are gone, and the next write begins a new epoch. */
    CompletionStage<Void> remove(String room);
}
