package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about reading, seeking and trimming. */
public abstract class ReadingContract extends LogFixture {

    private StoredPage seek(Start start, Member reader) {
        return asked().read(ROOM, start, reader.id(), 100, 1 << 20);
    }

    private static Start last(int count) {
        return new Start.Last(count, Optional.empty());
    }

    /** Public events but for those of {@code privates}, which are for Bob alone. */
    private void mixed(int from, int to, List<Integer> privates) {
        asked().seat(ROOM, BOB);
        for (int number = from; number <= to; number++) {
            append(draft(ANN, "", privates.contains(number) ? to(number, BOB) : message(number)));
        }
    }

    @Test
    @DisplayName("a page begins right after an offset and has at most so many events")
    void pages() {
        say(1, 10);
        assertEquals(List.of(4L, 5L, 6L), offsets(read(3, 3)));
        assertEquals(6, read(3, 3).upTo());
        assertEquals(List.of(9L, 10L), offsets(read(8, 3)));
        assertEquals(10, read(8, 3).upTo());
        assertEquals(List.of(), offsets(read(10, 3)));
    }

    @Test
    @DisplayName("a page has about so many bytes, and at least one event where there is one")
    void pagesOfBytes() {
        for (int number = 1; number <= 5; number++) {
            append(draft(ANN, "", message("\"" + "x".repeat(2000) + "\"")));
        }
        assertEquals(1, asked().read(ROOM, after(0), "", 100, 1).events().size());
        assertEquals(2, asked().read(ROOM, after(0), "", 100, 4000).events().size());
    }

    @Test
    @DisplayName("a page of a trimmed log begins at the oldest event and says so, from one snapshot")
    void trimmedPages() {
        settings.events = 5;
        say(1, 20);
        StoredPage page = read(3, 100);
        assertEquals(16, page.extent().oldest());
        assertEquals(15, page.after());
        assertEquals(List.of(16L, 17L, 18L, 19L, 20L), offsets(page));
        assertEquals(20, page.extent().head());
    }

    @Test
    @DisplayName("history is bounded by bytes")
    void trimmedByBytes() {
        settings.bytes = 10_000;
        for (int number = 1; number <= 20; number++) {
            append(draft(ANN, "", message("\"" + "x".repeat(1700) + "\"")));
        }
        assertEquals(16, extent().oldest());
        assertEquals(5, read(0, 100).events().size());
    }

    @Test
    @DisplayName("history is bounded by age, and a log that lost all its events goes on where it was")
    void trimmedByAge() {
        settings.age = Duration.ofHours(1);
        append(draft(ANN, "c-1", message(1)));
        time.set(World.BEGINNING.plus(Duration.ofMinutes(30)));
        append(draft(ANN, "c-2", message(2)));
        time.set(World.BEGINNING.plus(Duration.ofMinutes(70)));
        tidy();
        assertEquals(2, extent().oldest());
        time.set(World.BEGINNING.plus(Duration.ofMinutes(100)));
        tidy();
        assertEquals(3, extent().oldest());
        assertEquals(2, extent().head());
        assertEquals(3, appended(draft(ANN, "c-3", message(3))).offset());
    }

    @Test
    @DisplayName("private events have a bound of their own: they cannot push public ones out, by number")
    void privateEventsAreBounded() {
        settings.events = 5;
        settings.privateEvents = 3;
        mixed(1, 20, List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17));
        assertEquals(1, extent().oldest());
        assertEquals(List.of(1L, 15L, 16L, 17L, 18L, 19L, 20L), offsets(read(0, 100)));
    }

    @Test
    @DisplayName("private events cannot push public ones out, by bytes")
    void privateBytesAreBounded() {
        settings.bytes = 10_000;
        asked().seat(ROOM, BOB);
        append(draft(ANN, "", message(1)));
        for (int number = 2; number <= 30; number++) {
            append(draft(ANN, "", to("\"" + "x".repeat(2000) + "\"", BOB)));
        }
        assertEquals(1, extent().oldest());
        assertEquals(List.of(1L, 30L), offsets(read(0, 100)), "they may take a quarter of what public ones may");
    }

    @Test
    @DisplayName("who lost private events, and up to where, is told with the page; others have lost nothing")
    void lostPrivateEvents() {
        settings.privateEvents = 1;
        mixed(1, 6, List.of(2, 4, 5));
        StoredPage page = read(0, 100);
        assertEquals(4, page.lostFor(BOB.id()));
        assertEquals(4, page.lostFor(ANN.id()), "the sender sees them, too");
        assertEquals(0, page.lostFor("carol-id"));
        assertEquals(0, read(4, 100).lostFor(BOB.id()));
    }

    @Test
    @DisplayName("who could never see a private event loses nothing with it")
    void theSilentSenderLosesNothing() {
        settings.privateEvents = 1;
        asked().seat(ROOM, BOB);
        Content unseen = new Content("message", "1", false, List.of(BOB.id()), false);
        append(draft(ANN, "", unseen), draft(ANN, "", unseen));
        assertEquals(Map.of(BOB.id(), 1L), read(0, 100).lost());
    }

    @Test
    @DisplayName("guests lose nothing by name, and a loss is forgotten with all that was before it")
    void lossesEnd() {
        settings.privateEvents = 1;
        settings.events = 2;
        asked().seat(ROOM, BOB);
        append(draft(Member.guest("eve"), "", to(1, BOB)), draft(ANN, "", to(2, BOB)));
        assertEquals(Map.of(BOB.id(), 1L), read(0, 100).lost());
        assertEquals(1, seek(new Start.After(extent().position(0)), BOB).lostFor(BOB.id()));
        say(3, 5);
        assertEquals(4, extent().oldest());
        assertEquals(Map.of(), read(0, 100).lost());
    }

    @Test
    @DisplayName("where more members lost something than are remembered, all give up what was before the first loss")
    void lossesAreBounded() {
        settings.privateEvents = 0;
        settings.remembered = 3;
        for (int number = 1; number <= 4; number++) {
            asked().seat(ROOM, new Member("member-" + number, ""));
            append(draft(Member.guest("eve"), "", message(0), to(number, new Member("member-" + number, ""))));
        }
        assertEquals(
                Map.of("member-2", 4L, "member-3", 6L, "member-4", 8L),
                read(0, 100).lost());
        assertEquals(List.of(3L, 5L, 7L), offsets(read(0, 100)), "nothing more is given up than that");
        assertEquals(3, extent().oldest());
    }

    @Test
    @DisplayName("a page reaches to the head where nothing is left of the last events")
    void pagesReachBehindWhatIsLost() {
        settings.privateEvents = 0;
        settings.age = Duration.ofHours(1);
        mixed(1, 3, List.of(2, 3));
        assertEquals(List.of(1L), offsets(read(0, 100)));
        assertEquals(3, read(0, 100).upTo());
        time.set(World.BEGINNING.plus(Duration.ofHours(2)));
        tidy();
        assertEquals(4, extent().oldest());
    }

    @Test
    @DisplayName("an event that is larger than the bound is kept until the next comes")
    void largerThanTheBound() {
        settings.bytes = 1000;
        append(draft(ANN, "", message("\"" + "x".repeat(2000) + "\"")));
        assertEquals(List.of(1L), offsets(read(0, 100)));
        say(2, 2);
        assertEquals(List.of(2L), offsets(read(0, 100)));
    }

    @Test
    @DisplayName("last=N begins before the last N events that this reader may see")
    void seekingTheLast() {
        mixed(1, 10, List.of(8, 9));
        assertEquals(7, seek(last(3), BOB).after());
        assertEquals(5, seek(last(3), new Member("carol-id", "")).after());
        assertEquals(10, seek(last(0), BOB).after());
        assertEquals(0, seek(last(99), BOB).after());
    }

    @Test
    @DisplayName("last=N passes over thousands of events that this reader may not see, and finds those before them")
    void seekingFarBack() {
        settings.events = 10_000;
        say(1, 3);
        Content notForAnn = new Content("message", "1", false, List.of(), false);
        for (int batch = 0; batch < 30; batch++) {
            append(draft(ANN, "", Collections.nCopies(100, notForAnn).toArray(Content[]::new)));
        }
        assertEquals(2, seek(last(1), ANN).after());
        assertEquals(3002, seek(last(1), BOB).after());
        assertEquals(0, seek(last(99), ANN).after());
    }

    @Test
    @DisplayName("last=N&before=P begins before the N events that this reader may see up to P, and ends there")
    void seekingBefore() {
        mixed(1, 10, List.of(4));
        Position before = extent().position(6);
        StoredPage found = seek(new Start.Last(3, Optional.of(before)), new Member("carol-id", ""));
        assertEquals(2, found.after());
        assertEquals(6, found.upTo());
        assertEquals(3, seek(new Start.Last(3, Optional.of(before)), BOB).after());
    }

    @Test
    @DisplayName("before=P of another log, or beyond this one, shows nothing that P's reader could take for its own")
    void seekingBeforeAnotherLog() {
        say(1, 6);
        Position beyond = new Position(extent().end().epoch(), 99);
        assertEquals(6, seek(new Start.Last(3, Optional.of(beyond)), ANN).upTo());
        StoredPage found = seek(new Start.Last(3, Optional.of(new Position("other", 5))), ANN);
        assertEquals(0, found.after());
        assertEquals(0, found.upTo());
    }

    @Test
    @DisplayName("since=T begins with the first event at T or later")
    void seekingSince() {
        for (int number = 1; number <= 5; number++) {
            time.set(World.BEGINNING.plusSeconds(number));
            say(number, number);
        }
        Instant third = World.BEGINNING.plusSeconds(3);
        assertEquals(2, seek(new Start.Since(third), ANN).after());
        assertEquals(2, seek(new Start.Since(third.minusMillis(1)), ANN).after());
        assertEquals(3, seek(new Start.Since(third.plusMillis(1)), ANN).after());
        assertEquals(5, seek(new Start.Since(third.plusSeconds(99)), ANN).after());
        assertEquals(0, seek(new Start.Since(Instant.EPOCH), ANN).after());
    }

    @Test
    @DisplayName("what was trimmed cannot be sought")
    void seekingTheTrimmed() {
        settings.events = 4;
        say(1, 10);
        assertEquals(6, seek(last(9), ANN).after());
        Start before = new Start.Last(3, Optional.of(extent().position(2)));
        assertEquals(
                List.of(2L, 2L),
                List.of(seek(before, ANN).after(), seek(before, ANN).upTo()));
        assertEquals(6, seek(new Start.Since(Instant.EPOCH), ANN).after());
    }

    @Test
    @DisplayName("seeking after a position tells the span, and a log that is not born has nothing to seek")
    void seekingAfter() {
        assertEquals(0, seek(last(5), ANN).after());
        assertEquals(0, seek(new Start.Head(), ANN).after());
        say(1, 3);
        StoredPage found = seek(new Start.After(extent().position(2)), ANN);
        assertEquals(2, found.after());
        assertTrue(found.extent().holds(extent().position(2)));
        assertEquals(3, seek(new Start.Head(), ANN).after());
    }
}
