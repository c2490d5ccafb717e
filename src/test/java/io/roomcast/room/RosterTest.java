package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.Settings;
import io.roomcast.kit.World;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Seated;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the roster")
class RosterTest {
    private static final long FIRST = 100;
    private final Roster roster = new Roster("lobby", 4, FIRST);

    private static Member member(int number) {
        return new Member("id-" + number, "name " + number);
    }

    private void join(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> roster.join(member(number)));
    }

    private static Optional<List<Member>> members(int... numbers) {
        return Optional.of(IntStream.of(numbers).mapToObj(RosterTest::member).toList());
    }

    private void difference(long known, Optional<List<Member>> joined, Optional<List<Member>> left) {
        Part.Presence presence = roster.since(known);
        assertEquals(joined, presence.joined());
        assertEquals(left, presence.left());
        assertEquals(Optional.empty(), presence.members());
        assertEquals(roster.count(), presence.count());
        assertEquals(roster.revision(), presence.roster());
    }

    @Test
    @DisplayName("tells the net difference to the revision that a reader knows")
    void netDifference() {
        join(1, 3);
        roster.leave("id-2");
        difference(FIRST, members(1, 3), members());
        difference(FIRST + 1, members(3), members());
        difference(FIRST + 2, members(3), members(2));
        difference(FIRST + 3, members(), members(2));
    }

    @Test
    @DisplayName("who left and came back is no news; who came back under another name has joined")
    void comingBack() {
        join(1, 2);
        long known = roster.revision();
        roster.leave("id-1");
        roster.join(member(1));
        difference(known, members(), members());
        Member renamed = member(1).named("other");
        roster.leave("id-1");
        roster.join(renamed);
        difference(known, Optional.of(List.of(renamed)), members());
        roster.leave("id-1");
        difference(known, members(), members(1));
    }

    @Test
    @DisplayName("above the limit tells only the count, and back below it everybody")
    void aboveTheLimit() {
        join(1, 4);
        long known = roster.revision();
        join(5, 5);
        Part.Presence above = roster.since(known);
        assertEquals(List.of(Optional.empty(), Optional.empty()), List.of(above.joined(), above.members()));
        assertEquals(5, above.count());
        roster.leave("id-5");
        assertEquals(members(1, 2, 3, 4), roster.since(above.roster()).members());
    }

    @Test
    @DisplayName("that does not remember a revision tells everybody")
    void forgotten() {
        join(1, 1);
        for (int turn = 0; turn < 10; turn++) {
            join(2, 2);
            roster.leave("id-2");
        }
        assertEquals(members(1), roster.since(FIRST + 1).members());
        assertEquals(members(1), roster.since(roster.revision() + 7).members());
        assertEquals(members(1), roster.since(0).members());
    }

    @Test
    @DisplayName("gives pages in the order in which members came")
    void pages() {
        join(1, 9);
        assertEquals(members(1, 2, 3).orElseThrow(), page(0));
        long third = roster.page(0, 3).get(2).since();
        assertEquals(members(4, 5, 6).orElseThrow(), page(third));
        roster.leave("id-3");
        roster.leave("id-4");
        assertEquals(members(5, 6, 7).orElseThrow(), page(third));
        assertEquals(List.of(), page(roster.revision()));
    }

    private List<Member> page(long after) {
        return roster.page(after, 3).stream().map(Seated::member).toList();
    }

    @Test
    @DisplayName("reaches readers coalesced: many joins within a moment are one presence")
    void coalesced() {
        World world = new World(new Settings());
        RecordingOutlet watcher = world.live("lobby", world.session("watcher"), new Start.Head());
        long known = watcher.welcome().roster();
        for (int number = 0; number < 50; number++) {
            world.live("lobby", world.session("name"), new Start.Head());
        }
        assertEquals(List.of(), watcher.parts(Part.Presence.class));
        world.pass(Duration.ofMillis(200));
        List<Part.Presence> told = watcher.parts(Part.Presence.class);
        assertEquals(1, told.size());
        assertEquals(50, told.get(0).joined().orElseThrow().size());
        assertEquals(51, told.get(0).count());
        assertTrue(told.get(0).roster() > known);
    }
}
