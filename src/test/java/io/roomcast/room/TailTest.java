package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Accounts;
import io.roomcast.kit.HandWorkers;
import io.roomcast.kit.World;
import io.roomcast.room.budget.RingBudget;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.LogExtent.Epoch;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.time.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the tail and the strand")
class TailTest {
    private static final long SIZE = event("e", 1).size();

    private final RingBudget budget = new RingBudget(100 * SIZE, Accounts.budget());
    private final Tail tail = new Tail("lobby", 16, budget);

    private static Event event(String epoch, long offset) {
        Content content = Content.of("m", "\"" + "x".repeat(8) + "\"");
        return new Event("lobby", new Position(epoch, offset), World.BEGINNING, Member.NOBODY, content);
    }

    private boolean add(String epoch, long from, long to) {
        begin(tail, epoch);
        return tail.add(LongStream.rangeClosed(from, to)
                .mapToObj(offset -> event(epoch, offset))
                .toList());
    }

    /** A log is begun in this epoch, if it is not yet. */
    private static void begin(Tail tail, String epoch) {
        if (!tail.extent().isBorn()) {
            tail.open(extent(epoch, 0), tail.changes());
        }
    }

    private Optional<List<Long>> after(long offset, int count) {
        return Optional.of(tail.after(offset, count, 1 << 20))
                .filter(page -> page != Page.NONE)
                .map(page -> page.batch("").events().stream().map(Event::offset).toList());
    }

    private static LogExtent extent(String epoch, long head) {
        return new LogExtent(List.of(new Epoch(epoch, 0)), 1, head);
    }

    @Test
    @DisplayName("holds the newest, wraps around, and gives the bytes of the others back")
    void wrapsAround() {
        for (long offset = 1; offset <= 1000; offset++) {
            assertTrue(add("e", offset, offset));
            long first = Math.max(1, offset - 15);
            List<Long> held = LongStream.rangeClosed(first, offset).boxed().toList();
            assertEquals(Optional.of(held), after(first - 1, 100));
            assertEquals(Optional.empty(), first == 1 ? Optional.empty() : after(first - 2, 100));
        }
        assertEquals(84 * SIZE, budget.left());
        tail.forget();
        assertEquals(100 * SIZE, budget.left());
        assertEquals(1000, tail.extent().head());
    }

    @Test
    @DisplayName("shares one budget with other rooms and holds less, or nothing, when it is spent")
    void budget() {
        assertTrue(budget.take(95 * SIZE));
        add("e", 1, 10);
        assertEquals(Optional.of(List.of(6L, 7L, 8L, 9L, 10L)), after(5, 100));
        assertFalse(tail.covers(4));
        assertTrue(budget.take(0));
        Tail poor = new Tail("poor", 16, new RingBudget(10, Accounts.budget()));
        begin(poor, "e");
        poor.add(List.of(event("e", 1)));
        assertTrue(poor.covers(1));
        assertFalse(poor.covers(0));
    }

    @Test
    @DisplayName("pays for the forms that were made of its events, and gets all of it back")
    void forms() {
        begin(tail, "e");
        Event first = event("e", 1);
        tail.add(List.of(first));
        first.in(one -> new byte[1000]);
        add("e", 2, 2);
        long paid = 100 * SIZE - budget.left();
        assertTrue(paid >= 2 * SIZE + 1000 && paid < 2 * SIZE + 1200, paid + " bytes");
        tail.forget();
        assertEquals(100 * SIZE, budget.left());
    }

    @Test
    @DisplayName("takes an event only as its head + 1; what lies between must be read from the log")
    void onlyTheNext() {
        add("e", 1, 3);
        assertFalse(add("e", 6, 6));
        assertEquals(3, tail.extent().head());
        assertTrue(tail.take(page(extent("e", 6), 3, 6), tail.changes()));
        assertEquals(Optional.of(List.of(1L, 2L, 3L, 4L, 5L, 6L)), after(0, 100), "the ring is kept");
        assertTrue(add("e", 7, 8));
        assertTrue(add("e", 4, 5));
        assertEquals(8, tail.extent().head(), "what is older is no news");
    }

    /** A page of a log of one epoch. */
    private static StoredPage page(LogExtent extent, long after, long upTo) {
        List<Event> events = LongStream.rangeClosed(after + 1, upTo)
                .mapToObj(offset -> event(extent.position(offset).epoch(), offset))
                .toList();
        return new StoredPage(extent, after, upTo, events, java.util.Map.of());
    }

    private boolean reach(LogExtent extent, long asked) {
        return tail.take(StoredPage.endOf(extent), asked);
    }

    @Test
    @DisplayName("ends a page with its epoch and with what was asked for")
    void pages() {
        assertTrue(tail.open(extent("a", 2), tail.changes()));
        add("a", 3, 5);
        assertFalse(add("b", 6, 8), "an epoch that is not known is looked up");
        LogExtent both = new LogExtent(List.of(new Epoch("a", 0), new Epoch("b", 5)), 1, 8);
        assertTrue(tail.take(page(both, 5, 8), tail.changes()));
        assertEquals(Optional.of(List.of(3L, 4L, 5L)), after(2, 100));
        assertEquals(Optional.of(List.of(6L, 7L, 8L)), after(5, 100));
        assertEquals(Optional.of(List.of(3L, 4L)), after(2, 2));
        assertEquals(Optional.empty(), after(8, 100));
        assertEquals(1, tail.after(6, 100, 1).length());
    }

    @Test
    @DisplayName("believes what was seen of the log unless it is out of date")
    void reaching() {
        long before = tail.changes();
        add("e", 1, 3);
        assertFalse(reach(LogExtent.UNBORN, before));
        assertTrue(reach(extent("e", 2), before), "the same log as it was before");
        assertEquals(extent("e", 3), tail.extent());
        assertTrue(tail.covers(0));
        assertFalse(reach(extent("e", 5), before), "what is missing is read");
        assertTrue(tail.take(page(extent("e", 5), 3, 5), before));
        assertEquals(5, tail.extent().head());
        assertTrue(reach(extent("f", 1), tail.changes()));
        assertEquals(extent("f", 1), tail.extent());
    }

    @Test
    @DisplayName("notices that another log has taken the place of the one that was seen")
    void anotherLog() {
        add("e", 1, 10);
        assertFalse(add("f", 1, 1));
        assertFalse(add("f", 2, 11));
        assertEquals(extent("e", 10), tail.extent());
        assertTrue(reach(extent("f", 11), tail.changes()));
        assertTrue(add("f", 12, 12));
        assertEquals("f:12", tail.extent().end().toString());
    }

    @Test
    @DisplayName("a strand runs its tasks one after the other in their order, whatever the threads do")
    void strandOrder() {
        HandWorkers workers = new HandWorkers(new Random(5));
        Strand one = new Strand(workers);
        Strand other = new Strand(workers);
        List<Integer> done = new ArrayList<>();
        for (int number = 0; number < 1000; number++) {
            int mine = number;
            one.execute(() -> done.add(mine));
            other.execute(() -> {});
        }
        assertTrue(done.isEmpty(), "never on the caller's thread");
        assertTrue(workers.waiting() <= 2);
        workers.run();
        assertEquals(java.util.stream.IntStream.range(0, 1000).boxed().toList(), done);
    }
}
