package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.roomcast.kit.World;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about what a program took: no log has it, and its id has the program's answer. */
public abstract class TakenContract extends LogFixture {
    private static final Receipt FIRST = new Receipt.Taken(AnswerData.parse("{\"n\":1}"));

    private static Draft asked(String id, Object data) {
        return draft(ANN, id, message(data));
    }

    /** The first draft with this id, taken with the first answer. */
    private static Draft first(String id) {
        return asked(id, 1).taken(AnswerData.parse("{\"n\":1}"));
    }

    private Receipt told(Draft draft) {
        return append(draft).get(0);
    }

    private Optional<Receipt> recalled(Draft draft) {
        return asked().recall(draft);
    }

    @Test
    @DisplayName("what a program took is in no log, and the next event has the next offset")
    void takenIsNotAppended() {
        say(1, 2);
        assertEquals(FIRST, told(first("c-1")));
        assertEquals(2, extent().head());
        say(3, 3);
        assertEquals(List.of("1", "2", "3"), said(read(0, 10)));
        assertEquals(List.of(1L, 2L, 3L), offsets(read(0, 10)));
    }

    @Test
    @DisplayName("whoever repeats a taken id gets the first answer again, whatever a program would say now")
    void repeats() {
        assertEquals(FIRST, told(first("c-1")));
        say(1, 1);
        assertEquals(FIRST, told(asked("c-1", 1)));
        assertEquals(FIRST, told(asked("c-1", 1).taken(AnswerData.parse("\"something else\""))));
        assertEquals(
                new Receipt.Taken(AnswerData.parse("")), told(asked("c-2", 2).taken(AnswerData.parse(""))));
        assertEquals(new Receipt.Taken(AnswerData.parse("")), told(asked("c-2", 2)));
        assertEquals(1, extent().head());
    }

    @Test
    @DisplayName("a program cannot take what is in the log already")
    void alreadyAppended() {
        Position position = appended(asked("c-1", 1));
        assertEquals(new Receipt.Repeated(position), told(first("c-1")));
        assertEquals(new Receipt.Repeated(position), told(asked("c-1", 1)));
    }

    @Test
    @DisplayName("a taken id with other content is a conflict, whether a program takes that or not")
    void conflictsWithTaken() {
        told(first("c-1"));
        appended(asked("c-2", 1));
        List<Draft> others = List.of(
                asked("c-1", 2),
                asked("c-1", 2).taken(AnswerData.parse("1")),
                asked("c-2", 2).taken(AnswerData.parse("1")));
        for (Draft other : others) {
            assertEquals(new Receipt.Conflict(), told(other));
            assertEquals(Optional.of(new Receipt.Conflict()), recalled(other));
        }
        assertEquals(FIRST, told(asked("c-1", 1)));
        assertEquals(1, extent().head());
    }

    @Test
    @DisplayName("taken and appended drafts go in as one group, and what comes first under an id counts")
    void withinAGroup() {
        List<Receipt> receipts = append(
                asked("c-0", 0),
                first("c-1"),
                asked("c-1", 1).taken(AnswerData.parse("2")),
                asked("c-1", 1),
                asked("c-1", 3).taken(AnswerData.parse("3")),
                asked("c-0", 0).taken(AnswerData.parse("4")),
                asked("c-5", 5));
        List<Event> before =
                assertInstanceOf(Receipt.Appended.class, receipts.get(0)).events();
        List<Event> after =
                assertInstanceOf(Receipt.Appended.class, receipts.get(6)).events();
        assertEquals(
                List.of(1L, 2L), List.of(before.get(0).offset(), after.get(0).offset()));
        Receipt repeated = new Receipt.Repeated(before.get(0).position());
        assertEquals(List.of(FIRST, FIRST, FIRST, new Receipt.Conflict(), repeated), receipts.subList(1, 6));
        assertEquals(List.of("0", "5"), said(read(0, 10)));
    }

    @Test
    @DisplayName("a list is taken as one, and nobody asks for whom it is")
    void lists() {
        Draft list = draft(ANN, "c-1", message(1), to(2, new Member("nobody-id", "nobody")));
        assertEquals(new Receipt.Taken(AnswerData.parse("7")), told(list.taken(AnswerData.parse("7"))));
        assertEquals(new Receipt.Taken(AnswerData.parse("7")), told(list));
        Member anna = ANN.named("anna");
        assertEquals(new Receipt.Taken(AnswerData.parse("7")), told(list.from(anna)), "a name is no content");
        assertEquals(
                new Receipt.Taken(AnswerData.parse("8")),
                told(asked("c-2", 2).taken(AnswerData.parse("8")).from(anna)));
        assertEquals(0, extent().head());
    }

    @Test
    @DisplayName("what became of an id is recalled, and news is not")
    void recall() {
        assertEquals(Optional.empty(), recalled(asked("c-1", 1)));
        assertEquals(Optional.empty(), recalled(asked("c-1", 1)), "asking makes no id known");
        told(first("c-1"));
        Position position = appended(asked("c-2", 2));
        assertEquals(Optional.of(FIRST), recalled(asked("c-1", 1)));
        assertEquals(Optional.of(FIRST), recalled(asked("c-1", 1).taken(AnswerData.parse("9"))));
        assertEquals(Optional.of(new Receipt.Repeated(position)), recalled(asked("c-2", 2)));
        assertEquals(Optional.of(new Receipt.Conflict()), recalled(asked("c-2", 1)));
        assertEquals(Optional.empty(), recalled(asked("c-3", 1)));
        assertEquals(1, extent().head(), "nothing is appended by it");
    }

    @Test
    @DisplayName("an id is recalled from its own session and room only, and never from guests")
    void recallBelongs() {
        append(draft(BOB, "c-0", message(0)), new Draft("other", ANN, "c-0", List.of(message(0))));
        told(first("c-1"));
        told(asked("", 1).taken(AnswerData.parse("2")));
        assertEquals(Optional.empty(), recalled(draft(BOB, "c-1", message(1))));
        assertEquals(Optional.empty(), recalled(new Draft("other", ANN, "c-1", List.of(message(1)))));
        assertEquals(Optional.empty(), recalled(asked("", 1)));
        Draft guest = draft(Member.guest("ann"), "c-1", message(1));
        assertEquals(new Receipt.Taken(AnswerData.parse("2")), told(guest.taken(AnswerData.parse("2"))));
        assertEquals(new Receipt.Taken(AnswerData.parse("3")), told(guest.taken(AnswerData.parse("3"))));
        assertEquals(Optional.empty(), recalled(guest));
        assertEquals(
                2,
                append(draft(BOB, "c-1", message(1)), new Draft("other", ANN, "c-1", List.of(message(1)))).stream()
                        .filter(Receipt.Appended.class::isInstance)
                        .count());
    }

    @Test
    @DisplayName("a log is not born by what a program takes, but the id is remembered there, and when it is born")
    void unborn() {
        assertEquals(FIRST, told(first("c-1")));
        assertEquals(LogExtent.UNBORN, extent());
        assertEquals(LogExtent.UNBORN, read(0, 10).extent());
        assertEquals(List.of(), offsets(read(0, 10)));
        asked().rest(ROOM);
        tidy();
        assertEquals(Optional.of(FIRST), recalled(asked("c-1", 1)));
        assertEquals(FIRST, told(asked("c-1", 1)));
        assertEquals(LogExtent.UNBORN, extent());
        Position born = appended(asked("c-2", 2));
        assertEquals(1, born.offset());
        assertNotEquals(Position.UNBORN, born.epoch());
        assertEquals(born, extent().end());
        assertEquals(new Position(born.epoch(), 0), extent().beginning());
        assertEquals(FIRST, told(asked("c-1", 1)));
        assertEquals(List.of("2"), said(read(0, 10)));
    }

    @Test
    @DisplayName("a removed room has forgotten what was taken in it, born or not")
    void removed() {
        for (boolean born : new boolean[] {false, true}) {
            if (born) {
                say(1, 1);
            }
            told(first("c-1"));
            asked().remove(ROOM);
            assertEquals(Optional.empty(), recalled(asked("c-1", 1)));
            assertFalse(extent().isBorn());
        }
        assertEquals(
                new Receipt.Taken(AnswerData.parse("2")), told(asked("c-1", 3).taken(AnswerData.parse("2"))));
    }

    @Test
    @DisplayName("taken ids are remembered together with the others, as many as the bound says, the newest")
    void newest() {
        settings.ids = 20;
        for (int number = 1; number <= 30; number++) {
            Draft draft = asked("c-" + number, number);
            append(number % 2 == 0 ? draft : draft.taken(AnswerData.parse(String.valueOf(number))));
        }
        assertEquals(Optional.of(new Receipt.Taken(AnswerData.parse("11"))), recalled(asked("c-11", 11)));
        assertEquals(new Receipt.Taken(AnswerData.parse("11")), told(asked("c-11", 11)));
        assertEquals(Optional.empty(), recalled(asked("c-10", 10)));
        assertEquals(Optional.empty(), recalled(asked("c-9", 9)));
        assertEquals(
                new Receipt.Taken(AnswerData.parse("new")), told(asked("c-9", 9).taken(AnswerData.parse("new"))));
        assertEquals(Optional.of(new Receipt.Taken(AnswerData.parse("new"))), recalled(asked("c-9", 9)));
        assertEquals(Optional.empty(), recalled(asked("c-11", 11)));
    }

    @Test
    @DisplayName("taken ids are forgotten when their session's token cannot be good any more, and nothing is left then")
    void takenIdsEnd() {
        told(first("c-1"));
        Duration life = settings.idLife;
        time.set(World.BEGINNING.plus(life));
        tidy();
        assertEquals(Optional.of(FIRST), recalled(asked("c-1", 1)));
        told(asked("c-2", 2).taken(AnswerData.parse("2")));
        time.set(World.BEGINNING.plus(life).plusMillis(1));
        tidy();
        assertEquals(FIRST, told(asked("c-1", 1)), "it lives on while its session publishes");
        for (int round = 2; round <= 3; round++) {
            time.set(World.BEGINNING.plus(life.multipliedBy(round)).plusMillis(1));
            tidy();
        }
        assertEquals(Optional.empty(), recalled(asked("c-1", 1)));
        assertEquals(
                new Receipt.Taken(AnswerData.parse("2")), told(asked("c-1", 1).taken(AnswerData.parse("2"))));
    }

    @Test
    @DisplayName("an answer is kept as it was given, however long it is and whatever it says")
    void answers() {
        for (String answer : List.of("[1.50,\"é\uD83D\uDE00\\u0000'\"]", "null", '"' + "x".repeat(100_000) + '"')) {
            Draft draft = asked("of " + answer.length(), 1);
            told(draft.taken(AnswerData.parse(answer)));
            assertEquals(new Receipt.Taken(AnswerData.parse(answer)), told(draft));
            assertEquals(Optional.of(new Receipt.Taken(AnswerData.parse(answer))), recalled(draft));
        }
    }

    @Test
    @DisplayName("who sits in a room where a program takes everything can be addressed")
    void seatedWhereAllIsTaken() {
        asked().seat(ROOM, BOB);
        told(first("c-1"));
        asked().free(ROOM, BOB);
        tidy();
        assertInstanceOf(Receipt.Appended.class, told(draft(ANN, "c-2", to(1, BOB))));
        Content stranger = to(1, new Member("nobody-id", "nobody"));
        assertEquals(new Receipt.Stranger("nobody-id"), told(draft(ANN, "c-3", stranger)));
    }
}
