package io.roomcast.simulation;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.LogExtent.Epoch;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.StoredPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The heads of rooms that one server heard of. An honest engine needs none of it: planted bugs colour pages by it. One
 * thread.
 */
final class Rumours {
    private final SimStore store;
    private final Map<String, Position> heads = new HashMap<>();
    private final Map<String, Map<String, Long>> begun = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    Rumours(SimStore store) {
        this.store = store;
    }

    LogExtent opened(String room, LogExtent extent) {
        heads.put(room, extent.end());
        return extent;
    }

    void heard(String room, Position head) {
        Position before = heads.getOrDefault(room, Position.START);
        if (head.offset() > before.offset()) {
            heads.put(room, head);
        }
    }

    void gone(String room) {
        gone.add(room);
    }

    /** A page as the planted bug lets this server see it. */
    StoredPage colour(String room, StoredPage page) {
        if (store.has(PlantedBug.LATE_REMOVAL) && gone.remove(room)) {
            return StoredPage.endOf(LogExtent.UNBORN);
        }
        if (store.has(PlantedBug.PAGE_SAYS_NOTHING_NEW)) {
            return upTo(page, heads.getOrDefault(room, Position.START).offset());
        }
        if (store.has(PlantedBug.EPOCH_AT_OWN_HEAD)) {
            LogExtent extent = page.extent();
            StoredPage guessed =
                    new StoredPage(guess(room, extent), page.after(), page.upTo(), page.events(), page.lost());
            heads.put(room, extent.end());
            return guessed;
        }
        return page;
    }

    private static StoredPage upTo(StoredPage page, long known) {
        if (page.extent().head() <= known || !page.extent().isBorn()) {
            return page;
        }
        List<Event> events =
                page.events().stream().filter(event -> event.offset() <= known).toList();
        long after = Math.min(page.after(), known);
        LogExtent less = page.extent().upTo(known);
        return new StoredPage(less, after, Math.min(page.upTo(), known), events, page.lost());
    }

    private LogExtent guess(String room, LogExtent extent) {
        Map<String, Long> believed = begun.computeIfAbsent(room, same -> new HashMap<>());
        List<Epoch> epochs = new ArrayList<>();
        for (int index = 0; index < extent.epochs().size(); index++) {
            Epoch epoch = extent.epochs().get(index);
            Position head = heads.getOrDefault(room, Position.START);
            boolean newest = index > 0 && index == extent.epochs().size() - 1;
            long own = newest && !head.epoch().equals(epoch.name())
                    ? Math.min(Math.max(head.offset(), epoch.after()), extent.head())
                    : epoch.after();
            epochs.add(new Epoch(epoch.name(), believed.computeIfAbsent(epoch.name(), same -> own)));
        }
        return new LogExtent(epochs, extent.oldest(), extent.head());
    }
}
