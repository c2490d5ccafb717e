package io.roomcast.program;

import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the arguments of a program's calls into JSON, within bounds. Any thread.
 *
 * @param largest the most characters that one event or answer of a program may have
 * @param within how long a client may take to answer a question if the program does not say
 */
public record ProgramJson(Json json, int largest, Duration within) {

    Data data(String value) {
        return new Data(json, value);
    }

    /** Returns the elements of a list. */
    List<Data> elements(String list) {
        try (JsonInput input = new JsonInput(json, list, Integer.MAX_VALUE)) {
            return input.array("the data", Integer.MAX_VALUE, () -> data(input.raw()));
        }
    }

    AnswerData said(Object... arguments) {
        List<String> values = new ArrayList<>();
        for (Object argument : arguments) {
            values.add(argument instanceof Data data ? data.json() : json.write(argument));
        }
        AnswerData said = AnswerData.of(values);
        if (said.data().length() > largest) {
            throw new Refusal(Code.TOO_LARGE, "a program can send at most " + largest + " characters in one event");
        }
        return said;
    }

    Content content(String type, List<String> to, boolean echo, Object... arguments) {
        AnswerData said = said(arguments);
        return new Content(Names.type(Json.checked(type)), said.data(), said.args(), to, echo);
    }
}
