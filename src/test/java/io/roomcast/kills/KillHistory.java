package io.roomcast.kills;

import io.roomcast.contract.client.Http;
import io.roomcast.kit.Line;
import io.roomcast.room.log.Position;
import io.roomcast.scenario.Transcript;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;

/** A room's history over HTTP, from the first event to the head: one more client, which was never cut. */
final class KillHistory {
    private static final String PAGE = "/events?limit=1000&after=";

    private KillHistory() {}

    static Transcript of(URI server, String room) {
        Transcript history = new Transcript("the history of " + room);
        String position = "0:0";
        while (true) {
            JsonObject page = Line.object(
                    Http.get(server, "rooms/" + room + PAGE + position).body());
            List<JsonObject> lines = page.getJsonArray("events").getValuesAs(JsonValue::asJsonObject);
            for (JsonObject line : lines) {
                if (line.containsKey("offset")) {
                    history.received(line.getJsonNumber("offset").longValueExact(), line.getString("data"));
                } else {
                    history.complain("says " + line);
                }
            }
            String next = page.getString("position");
            if (lines.isEmpty() || next.equals(position)) {
                history.standsAt(Position.parse(next));
                return history;
            }
            position = next;
        }
    }
}
