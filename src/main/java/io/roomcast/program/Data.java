package io.roomcast.program;

import io.roomcast.wire.Json;

/** A JSON value as a client sent it. You can emit it again unchanged. Immutable. */
public final class Data {
    private final Json json;
    private final String value;

    Data(Json json, String value) {
        this.json = json;
        this.value = value;
    }

    /** Returns the value as JSON on one line. */
    public String json() {
        return value;
    }

    /** Returns the text if the value is a string; otherwise its JSON. */
    public String text() {
        return json.text(value).orElse(value);
    }

    /**
     * Returns the value as an object of this type, such as a record, a map or a number.
     *
     * @throws io.roomcast.room.refusal.Refusal {@code bad_json} if it is not one; uncaught, it refuses the event
     */
    public <T> T as(Class<T> type) {
        return json.read(value, type);
    }

    @Override
    public String toString() {
        return value;
    }
}
