package io.roomcast.old;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Line;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** Compares what is said now with what was said then: more keys may be there, but none may be missing or different. */
final class Superset {
    private Superset() {}

    /** Asserts that an answer has all that the old one has; published data is the same to the last digit. */
    static void assertSays(String then, String now) {
        compare("", Line.object(then), Line.object(now), now);
    }

    private static void compare(String path, JsonValue then, JsonValue now, String whole) {
        String where = path + " in " + whole;
        if (then instanceof JsonObject known && !path.endsWith("/data")) {
            assertEquals(then.getValueType(), now.getValueType(), where);
            known.forEach((key, value) -> {
                assertTrue(now.asJsonObject().containsKey(key), key + " in " + where);
                compare(path + "/" + key, value, now.asJsonObject().get(key), whole);
            });
        } else if (then instanceof JsonArray known && !path.endsWith("/data")) {
            assertEquals(then.getValueType(), now.getValueType(), where);
            assertEquals(known.size(), now.asJsonArray().size(), where);
            for (int at = 0; at < known.size(); at++) {
                compare(path, known.get(at), now.asJsonArray().get(at), whole);
            }
        } else {
            assertEquals(then.toString(), now.toString(), where);
        }
    }

    /** Asserts that a line has each key that the old one has, with a value of the same type; in an object as well. */
    static void assertShape(JsonObject then, JsonObject now) {
        then.forEach((key, value) -> {
            assertTrue(now.containsKey(key), key + " in " + now);
            assertEquals(value.getValueType(), now.get(key).getValueType(), key + " in " + now);
            if (value instanceof JsonObject body) {
                assertShape(body, now.getJsonObject(key));
            }
        });
    }
}
