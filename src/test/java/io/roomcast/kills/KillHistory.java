package io.roomcast.kills;

import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Line;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** What a room's history says over HTTP, from the first event to the head. */
record KillHistory(String room, String epoch, List<Entry> entries, List<String> problems) {
    private static final String PAGE = "/events?limit=1000&after=";

    record Entry(long offset, String data) {}

    static KillHistory of(URI server, String room) {
        List<Entry> entries = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        String position = "0:0";
        while (true) {
            HttpResponse<String> answer = Http.get(server, "rooms/" + room + PAGE + position);
            JsonObject page = Line.object(answer.body());
            List<JsonObject> lines = page.getJsonArray("events").getValuesAs(JsonValue::asJsonObject);
            for (JsonObject line : lines) {
                if (line.containsKey("offset")) {
                    entries.add(new Entry(line.getJsonNumber("offset").longValueExact(), line.getString("data")));
                } else {
                    problems.add("the history of " + room + " says " + line);
                }
            }
            String next = page.getString("position");
            if (lines.isEmpty() || next.equals(position)) {
                return new KillHistory(room, epoch(next), entries, problems);
            }
            position = next;
        }
    }

    static String epoch(String position) {
        return position.substring(0, position.indexOf(':'));
    }

    static long offset(String position) {
        return Long.parseLong(position.substring(position.indexOf(':') + 1));
    }
}
