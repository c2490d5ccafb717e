package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about the ids that programs give to what they say: in each room they are a set of their own. */
public abstract class ProgramIdsContract extends LogFixture {
    private static final Member ALL_BUT_ANN = Member.unheardBy(ANN.id());
    private static final Content UNECHOED = new Content("message", "1", false, List.of(), false);

    /** Said by a program to everybody. */
    private static Draft told(String id, Object data) {
        return draft(Member.NOBODY, id, message(data));
    }

    private Receipt receipt(Draft draft) {
        return append(draft).get(0);
    }

    @Test
    @DisplayName("a program's id again with the same content gets the first position, and the event is in the log once")
    void saidAgain() {
        Position first = appended(told("order-17", 1));
        say(2, 3);
        assertEquals(new Receipt.Repeated(first), receipt(told("order-17", 1)));
        assertEquals(Optional.of(new Receipt.Repeated(first)), asked().recall(told("order-17", 1)));
        List<Receipt> group = append(told("order-18", 4), told("order-18", 4));
        Position second = assertInstanceOf(Receipt.Appended.class, group.get(0)).position();
        assertEquals(new Receipt.Repeated(second), group.get(1));
        assertEquals(List.of("1", "2", "3", "4"), said(read(0, 10)));
    }

    @Test
    @DisplayName("a program's id with other content is a conflict, and whom it leaves out is content, too")
    void saidOtherwise() {
        asked().seat(ROOM, BOB);
        Position first = appended(draft(ALL_BUT_ANN, "order-17", UNECHOED));
        assertEquals(new Receipt.Repeated(first), receipt(draft(ALL_BUT_ANN, "order-17", UNECHOED)));
        for (Draft other : List.of(
                told("order-17", 1),
                draft(Member.NOBODY, "order-17", UNECHOED),
                draft(Member.NOBODY, "order-17", to(1, BOB)),
                draft(Member.unheardBy(BOB.id()), "order-17", UNECHOED),
                draft(ALL_BUT_ANN, "order-17", new Content("message", "2", false, List.of(), false)))) {
            assertEquals(new Receipt.Conflict(), receipt(other), other.toString());
        }
        assertEquals(1, extent().head());
    }

    @Test
    @DisplayName("no client has an id because a program has it, nor a program because a client has it")
    void noClientsIds() {
        appended(draft(ANN, "c-1", message(1)));
        appended(draft(ALL_BUT_ANN, "c-1", UNECHOED));
        appended(draft(ALL_BUT_ANN, "c-2", UNECHOED));
        assertEquals(Optional.empty(), asked().recall(draft(ANN, "c-2", UNECHOED)));
        appended(draft(ANN, "c-2", message(2)));
        appended(told("c-3", 3));
        assertEquals(Optional.empty(), asked().recall(draft(ANN, "c-3", message(3))));
        appended(draft(Member.guest("ann"), "c-3", message(4)));
        appended(draft(Member.guest("ann"), "c-4", message(4)));
        assertEquals(Optional.empty(), asked().recall(told("c-4", 4)));
        appended(told("c-4", 5));
    }

    @Test
    @DisplayName("programs' ids belong to a room, and go with it")
    void belongToARoom() {
        appended(told("order-17", 1));
        Draft elsewhere = new Draft("other", Member.NOBODY, "order-17", List.of(message(2)));
        appended(elsewhere);
        asked().remove(ROOM);
        appended(told("order-17", 3));
        assertInstanceOf(Receipt.Repeated.class, receipt(elsewhere));
    }

    @Test
    @DisplayName("what a program says without an id is said as often as it says it")
    void saidWithoutAnId() {
        appended(told("", 1));
        appended(told("", 1));
        appended(draft(ALL_BUT_ANN, "", UNECHOED));
        appended(draft(ALL_BUT_ANN, "", UNECHOED));
        assertEquals(Optional.empty(), asked().recall(told("", 1)));
        assertEquals(4, extent().head());
    }

    @Test
    @DisplayName("as many ids of programs are remembered as of one session, the newest, and as long")
    void newestOfPrograms() {
        settings.ids = 20;
        for (int number = 1; number <= 30; number++) {
            append(number % 2 == 0 ? told("c-" + number, 1) : draft(ALL_BUT_ANN, "c-" + number, UNECHOED));
        }
        assertInstanceOf(Receipt.Repeated.class, receipt(draft(ALL_BUT_ANN, "c-11", UNECHOED)));
        appended(told("c-10", 1));
        time.set(World.BEGINNING.plus(settings.idLife).plusMillis(1));
        tidy();
        appended(told("c-30", 1));
    }
}
