package io.roomcast.engine;

import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatedMember;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about who is here, and who is known in a room, whatever becomes of its log. */
public abstract class MembersContract extends RosterFixture {
    @Test
    @DisplayName("who is here is listed page by page in the order of coming, each once, while others come and go")
    void pages() {
        visitors(1, 7);
        assertEquals(new MemberPage(List.of(), 7), here.members(0, 0));
        MemberPage first = here.members(0, 3);
        assertEquals(List.of("visitor 1", "visitor 2", "visitor 3"), names(first));
        here.change(here.free(visitor(2), LEFT), here.free(visitor(4), LEFT), here.take(JOIN, visitor(6), "again"));
        visitors(8, 8);
        MemberPage second = here.members(last(first), 3);
        assertEquals(List.of("visitor 5", "visitor 6", "visitor 7"), names(second));
        assertEquals(6, second.count());
        MemberPage third = here.members(last(second), 3);
        assertEquals(List.of("visitor 8"), names(third));
        assertEquals(new MemberPage(List.of(), 6), here.members(last(third), 3));
        assertEquals(
                here.since(0).changes().stream().map(RosterChange::number).max(Long::compare),
                Optional.of(last(third)));
    }

    private static List<String> names(MemberPage page) {
        return page.members().stream().map(one -> one.member().name()).toList();
    }

    private static long last(MemberPage page) {
        SeatedMember last = page.members().get(page.members().size() - 1);
        return last.since();
    }

    @Test
    @DisplayName("what is said when a room is opened is the number of its roster's last change, 0 where there was none")
    void opened() {
        assertEquals(0, here.opened());
        sits(JOIN, ANN, "a-1");
        here.does(here.free(ANN, LEFT));
        assertEquals(number(), here.opened());
        assertEquals(0, here.in("other").opened());
    }

    @Test
    @DisplayName("no log comes of it, whoever comes, goes, asks and answers")
    void createsNoLog() {
        deeds().forEach(here::does);
        sits(JOIN, ANN, "a-9");
        here.tidy();
        assertEquals(LogExtent.UNBORN, new Asked(engine).extent(ROOM));
    }

    @Test
    @DisplayName("when a log is removed the roster stays, and who is seated is known to the next log")
    void removed() {
        Asked asked = new Asked(engine);
        asked.append(List.of(toAnn()));
        sits(JOIN, ANN, "a-1");
        assertEquals(
                1,
                asked.append(List.of(toAnn())).stream()
                        .filter(Receipt.Appended.class::isInstance)
                        .count());
        RosterNews before = here.since(0);
        asked.remove(ROOM);
        assertEquals(before, here.since(0));
        assertEquals(Optional.of(ANN), here.knows(ANN));
        assertEquals(
                1,
                asked.append(List.of(toAnn())).stream()
                        .filter(Receipt.Appended.class::isInstance)
                        .count());
    }

    private static Draft toAnn() {
        return new Draft(ROOM, BOB, "", List.of(new Content("message", "1", false, List.of(ANN.id()), true)));
    }

    @Test
    @DisplayName("whoever is seated is known under the name that it has, however long, in that room alone")
    void knowsWhoIsSeated() {
        assertEquals(Optional.empty(), here.knows(ANN));
        sits(JOIN, ANN, "a-1");
        sits(JOIN, ANN.named("eve"), "a-1");
        pass(settings.idLife.multipliedBy(2));
        here.tidy();
        assertEquals(Optional.of(ANN.named("eve")), here.knows(ANN));
        assertEquals(Optional.empty(), here.in("other").knows(ANN));
        assertEquals(Optional.empty(), here.knows(BOB));
    }

    @Test
    @DisplayName("who left is known as long as ids are remembered, where the room stays in memory or has a log")
    void knowsWhoLeft() {
        here.opened();
        new Asked(engine).append(List.of(draftOfBob()));
        sits(JOIN, ANN, "a-1");
        here.does(here.free(ANN, KICKED));
        pass(settings.idLife);
        here.tidy();
        assertEquals(Optional.of(ANN), here.knows(ANN));
        pass(Duration.ofMillis(1));
        assertEquals(Optional.empty(), here.knows(ANN));
        here.tidy();
        assertEquals(Optional.empty(), here.knows(ANN));
    }

    private static Draft draftOfBob() {
        return new Draft(ROOM, BOB, "", List.of(Content.of("message", "1")));
    }

    @Test
    @DisplayName("who was given up by time is known like who left, and who was only kicked, and never here, is not")
    void knowsOnlyWhoWasHere() {
        sits(JOIN, ANN, "a-1");
        here.does(here.free(ANN, "a-1", NOBODY_CAME));
        here.does(here.free(BOB, KICKED));
        assertEquals(Optional.of(ANN), here.knows(ANN));
        assertEquals(Optional.empty(), here.knows(BOB));
    }

    @Test
    @DisplayName("looking creates nothing")
    void lookingCreatesNothing() {
        here.since(0);
        here.members(0, 10);
        here.knows(ANN);
        assertEquals(0, here.opened());
        assertEquals(LogExtent.UNBORN, new Asked(engine).extent(ROOM));
    }
}
