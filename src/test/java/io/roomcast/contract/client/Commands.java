package io.roomcast.contract.client;

import jakarta.json.spi.JsonProvider;

/** Commands as texts. */
public final class Commands {
    private static final JsonProvider JSON = JsonProvider.provider();

    private Commands() {}

    public static String publish(String id, String text) {
        return "{\"publish\":{\"type\":\"message\",\"data\":" + quoted(text) + "},\"id\":" + quoted(id) + "}";
    }

    /** To publish a content that is given as JSON. */
    public static String publishing(String id, String content) {
        return "{\"publish\":" + content + ",\"id\":" + quoted(id) + "}";
    }

    public static String quoted(String text) {
        return JSON.createValue(text).toString();
    }
}
