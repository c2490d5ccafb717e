package io.roomcast.program;

import io.roomcast.room.log.Said;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program's words become JSON, and what bounds them. Any thread.
 *
 * @param largest how large one thing may be that is said
 * @param within how long a client may take to answer a question, where a program does not say
 */
public record Voice(Json json, int largest, Duration within) {

    Said said(Object... arguments) {
        List<String> values = new ArrayList<>();
        for (Object argument : arguments) {
            values.add(argument instanceof Data data ? data.json() : json.write(argument));
        }
        Said said = values.size() == 1
                ? new Said(values.get(0), false)
                : new Said("[" + String.join(",", values) + "]", true);
        if (said.data().length() > largest) {
            throw new Refusal(Code.TOO_LARGE, "more than " + largest + " characters at once");
        }
        return said;
    }

    String type(String type) {
        return Names.type(type);
    }
}
