package io.roomcast.room.seat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the roster")
class RosterTest {
    private static final long FIRST = 100;
    private final Roster roster = new Roster(4);
    private final Set<String> here = new LinkedHashSet<>();
    private long number = FIRST;

    @BeforeEach
    void know() {
        roster.take(new RosterNews(0, FIRST, FIRST, 0, List.of()), 0);
    }

    private static Member member(int number) {
        return new Member("id-" + number, "name " + number);
    }

    private void join(Member member) {
        here.add(member.id());
        long before = number++;
        take(before, new RosterChange.Sat(number, member, number, "nonce", "node", Optional.empty()));
    }

    private void leave(String member) {
        here.remove(member);
        long before = number++;
        take(before, new RosterChange.Went(number, member, Ending.of(Code.CLOSED), false));
    }

    private void take(long from, RosterChange... changes) {
        roster.take(new RosterNews(from, number, number, here.size(), List.of(changes)), 0);
    }

    /** Everybody who is here, as a server is told that knows nobody. */
    private void takeWhole(Member... members) {
        List<RosterChange> all = new ArrayList<>();
        for (Member member : members) {
            all.add(new RosterChange.Sat(++number, member, number, "nonce", "node", Optional.empty()));
        }
        roster.take(new RosterNews(0, number, number, all.size(), all), 0);
    }

    private void join(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(one -> join(member(one)));
    }

    private static Optional<List<Member>> members(int... numbers) {
        return Optional.of(IntStream.of(numbers).mapToObj(RosterTest::member).toList());
    }

    private void difference(long known, Optional<List<Member>> joined, Optional<List<Member>> left) {
        Roster.Difference presence = roster.since(known);
        assertEquals(joined, presence.joined());
        assertEquals(left, presence.left());
        assertEquals(Optional.empty(), presence.members());
        assertEquals(roster.count(), presence.count());
        assertEquals(roster.revision(), presence.revision());
    }

    @Test
    @DisplayName("tells the net difference to the revision that a reader knows")
    void netDifference() {
        join(1, 3);
        leave("id-2");
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
        leave("id-1");
        join(member(1));
        difference(known, members(), members());
        Member renamed = member(1).named("other");
        leave("id-1");
        join(renamed);
        difference(known, Optional.of(List.of(renamed)), members());
        leave("id-1");
        difference(known, members(), members(1));
    }

    @Test
    @DisplayName("above the limit tells only the count, and back below it everybody")
    void aboveTheLimit() {
        join(1, 4);
        long known = roster.revision();
        join(5, 5);
        Roster.Difference above = roster.since(known);
        assertEquals(List.of(Optional.empty(), Optional.empty()), List.of(above.joined(), above.members()));
        assertEquals(5, above.count());
        assertEquals(number, roster.known().known(), "it goes on with the count alone");
        leave("id-5");
        assertEquals(0, roster.known().known(), "everybody must be named anew");
        takeWhole(member(1), member(2), member(3), member(4));
        assertEquals(members(1, 2, 3, 4), roster.since(above.revision()).members());
    }

    @Test
    @DisplayName("does not tell again who left when it is made to leave once more")
    void leftTwice() {
        join(1, 2);
        long before = number;
        long left = before + 1;
        number += 2;
        RosterChange again = new RosterChange.Went(number, "id-2", Ending.of(Code.CLOSED), false);
        roster.take(new RosterNews(before, number, left, 1, List.of(again)), 0);
        difference(before, members(), members(2));
        difference(left, members(), members());
    }

    @Test
    @DisplayName("that does not remember a revision tells everybody")
    void forgotten() {
        join(1, 1);
        for (int turn = 0; turn < 10; turn++) {
            join(2, 2);
            leave("id-2");
        }
        assertEquals(members(1), roster.since(FIRST + 1).members());
        assertEquals(members(1), roster.since(roster.revision() + 7).members());
        assertEquals(members(1), roster.since(0).members());
    }

    @Test
    @DisplayName("tells everybody to whom another server told what came in the middle of what was read at once")
    void inTheMiddle() {
        join(1, 2);
        long before = number;
        number += 3;
        here.add("id-3");
        // In between id-1 had left, and come back.
        take(
                before,
                new RosterChange.Sat(before + 2, member(1), before + 2, "nonce", "node", Optional.empty()),
                new RosterChange.Sat(before + 3, member(3), before + 3, "nonce", "node", Optional.empty()));
        difference(before, members(3), members());
        assertEquals(members(2, 1, 3), roster.since(before + 1).members());
    }

    @Test
    @DisplayName("tells who left although its seat was held anew, unseen, before its coming was read")
    void heldAnew() {
        join(1, 1);
        long before = number;
        here.add("id-2");
        number += 2;
        RosterChange.Sat held = new RosterChange.Sat(number, member(2), before + 1, "nonce", "node", Optional.empty());
        roster.take(new RosterNews(before, number, before + 1, 2, List.of(held)), 0);
        leave("id-2");
        difference(before + 1, members(), members(2));
    }

    @Test
    @DisplayName("tells everybody to whom another server may have said that there are too many to name")
    void tooManyInBetween() {
        join(1, 4);
        long before = number;
        number += 2;
        take(before, new RosterChange.Went(before + 2, "id-5", Ending.of(Code.CLOSED), false));
        assertEquals(members(1, 2, 3, 4), roster.since(before + 1).members());
        assertEquals(members(1, 2, 3, 4), roster.since(before).members());
    }

    @Test
    @DisplayName("does not go back to what was asked for earlier, and takes nothing that leaves a gap")
    void outOfOrder() {
        join(1, 1);
        long old = number;
        join(2, 3);
        roster.take(new RosterNews(0, old, old, 1, List.of()), 0);
        roster.take(new RosterNews(number + 7, number + 9, number + 9, 9, List.of()), 0);
        assertEquals(members(1, 2, 3), roster.everybody());
        assertEquals(3, roster.count());
    }

    @Test
    @DisplayName("does not remember for ever who came and went within one reading")
    void comeAndGone() {
        join(1, 1);
        long known = number;
        for (int turn = 0; turn < 10; turn++) {
            long before = number;
            number += 2;
            take(before, new RosterChange.Went(number, "id-7", Ending.of(Code.CLOSED), false));
        }
        assertEquals(members(1), roster.since(known).members());
    }
}
