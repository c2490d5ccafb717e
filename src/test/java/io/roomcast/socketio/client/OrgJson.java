package io.roomcast.socketio.client;

import io.roomcast.contract.client.Commands;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONTokener;

/** Between the JSON of our tests and the one of the client in Java; bytes are an array there. */
final class OrgJson {
    private static final String BYTES = "$bytes";

    private OrgJson() {}

    static Object[] objects(JsonArray arguments) {
        return arguments.stream().map(OrgJson::object).toArray();
    }

    static Object object(JsonValue value) {
        try {
            if (value instanceof JsonObject object && object.containsKey(BYTES)) {
                return Base64.getDecoder().decode(object.getString(BYTES));
            }
            if (value instanceof JsonObject object) {
                JSONObject theirs = new JSONObject();
                for (String key : object.keySet()) {
                    theirs.put(key, object(object.get(key)));
                }
                return theirs;
            }
            if (value instanceof JsonArray list) {
                return new JSONArray(list.stream().map(OrgJson::object).toList());
            }
            return new JSONTokener(value.toString()).nextValue();
        } catch (JSONException e) {
            throw new AssertionError(e);
        }
    }

    static JsonArray list(Object... arguments) {
        return RealClient.list(Stream.of(arguments).map(OrgJson::text).toList().toString());
    }

    /** The text of a refusal, or of the failure that hinders the client. */
    static String message(Object why) {
        return why instanceof JSONObject said ? said.optString("message") : String.valueOf(why);
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return "{\"" + BYTES + "\":" + Commands.quoted(Base64.getEncoder().encodeToString(bytes)) + "}";
        }
        if (value instanceof JSONObject object) {
            String[] keys = Optional.ofNullable(JSONObject.getNames(object)).orElseGet(() -> new String[0]);
            return Stream.of(keys)
                    .map(key -> Commands.quoted(key) + ":" + text(object.opt(key)))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof JSONArray list) {
            return IntStream.range(0, list.length())
                    .mapToObj(at -> text(list.opt(at)))
                    .toList()
                    .toString();
        }
        return value instanceof String text ? Commands.quoted(text) : String.valueOf(value);
    }
}
