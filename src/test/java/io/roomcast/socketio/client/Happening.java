package io.roomcast.socketio.client;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

/** Something that happened to a client: {@code open}, {@code upgrade}, {@code connect}, {@code event}, {@code ack} … */
public record Happening(JsonObject json) {

    public boolean is(String what) {
        return text("what").equals(what);
    }

    public boolean is(String what, String namespace) {
        return is(what) && text("namespace").equals(namespace);
    }

    /** The text under a key; empty if there is none. */
    public String text(String key) {
        return json.getString(key, "");
    }

    public boolean isRecovered() {
        return json.getBoolean("recovered");
    }

    public JsonArray arguments() {
        return json.getJsonArray("args");
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
