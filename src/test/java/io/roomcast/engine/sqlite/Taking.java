package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.Asked;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Receipt;
import java.util.List;
import java.util.Optional;

/** The common part of tests of stores in which a program took something. */
abstract class Taking extends OnDisk {
    static final String UNBORN = "program";

    static Draft asked(String room, int number) {
        return new Draft(room, ANN, "c-" + number, List.of(Content.of("question", String.valueOf(number))));
    }

    static String answer(int number) {
        return "{\"answer\":" + number + "}";
    }

    static Receipt take(SqliteEngine engine, String room, int number) {
        return appended(engine, asked(room, number).taken(AnswerData.parse(answer(number))));
    }

    static Receipt appended(SqliteEngine engine, Draft draft) {
        return new Asked(engine).append(List.of(draft)).get(0);
    }

    static Optional<Receipt> recalled(SqliteEngine engine, String room, int number) {
        return new Asked(engine).recall(asked(room, number));
    }

    /** The engine answers the repeat as the first time, without and with being asked to append it. */
    static void assertTaken(SqliteEngine engine, String room, int number) {
        Receipt taken = new Receipt.Taken(AnswerData.parse(answer(number)));
        assertEquals(Optional.of(taken), recalled(engine, room, number));
        assertEquals(taken, appended(engine, asked(room, number)));
        assertEquals(taken, appended(engine, asked(room, number).taken(AnswerData.parse("\"another answer\""))));
        Draft other = new Draft(room, ANN, "c-" + number, List.of(Content.of("question", "\"other\"")));
        assertEquals(new Receipt.Conflict(), appended(engine, other));
    }
}
