package io.roomcast.program;

import io.roomcast.wire.Json;

/** One value of JSON as a client sent it. It can be said again as it is. Immutable. */
public final class Data {
    private final Json json;
    private final String value;

    Data(Json json, String value) {
        this.json = json;
        this.value = value;
    }

    /** The value as JSON, on one line. */
    public String json() {
        return value;
    }

    /** The text that it is; of another value, its JSON. */
    public String text() {
        return json.text(value).orElse(value);
    }

    /**
     * The value as an object of this type: a record, a map, a number.
     *
     * @throws io.roomcast.room.refusal.Refusal {@code bad_json} if it is not one; uncaught, it refuses what was received
     */
    public <T> T as(Class<T> type) {
        return json.read(value, type);
    }

    @Override
    public String toString() {
        return value;
    }
}
