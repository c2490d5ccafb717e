package io.roomcast.wire;

import io.roomcast.room.Delivery;
import io.roomcast.room.Limits;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.EventFormat;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The encoder of everything that the server sends to programs, as JSON lines without their line ends. Any thread. */
public final class JsonLines implements ConnectionEncoder {
    /** An event as text. */
    public static final EventFormat<String> TEXT = JsonLines::event;

    /** An event as bytes with its line end, the same for every receiver. */
    public static final EventFormat<byte[]> BYTES = event -> (event.in(TEXT) + "\n").getBytes(StandardCharsets.UTF_8);

    private static final DateTimeFormatter AT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Json json;
    private final Sessions sessions;
    private final Limits limits;
    private final Map<String, ?> announced;

    public JsonLines(Json json, Sessions sessions, Limits limits, ClientLimits bounds) {
        this.json = json;
        this.sessions = sessions;
        this.limits = limits;
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("frame", bounds.frame());
        numbers.put("unacked", limits.unacked());
        numbers.put("roster", limits.roster());
        numbers.put("list", bounds.list());
        numbers.put("recipients", bounds.recipients());
        numbers.put("rooms", bounds.rooms());
        this.announced = numbers;
    }

    /** Encodes an event without its data. */
    public static String envelope(Event event) {
        StringBuilder line = begun(event, 0);
        return to(event.content(), line).append('}').toString();
    }

    private static String event(Event event) {
        Content content = event.content();
        StringBuilder line = begun(event, content.data().length());
        line.append(",\"data\":").append(content.data());
        return to(content, line).append('}').toString();
    }

    private static StringBuilder begun(Event event, int more) {
        Content content = event.content();
        StringBuilder line = new StringBuilder(160 + more);
        line.append("{\"room\":").append(Json.quote(event.room()));
        line.append(",\"offset\":").append(event.offset());
        line.append(",\"type\":").append(Json.quote(content.type()));
        line.append(",\"at\":\"").append(AT.format(event.at())).append('"');
        from(event.from(), line);
        if (content.args()) {
            line.append(",\"args\":true");
        }
        return line;
    }

    private static StringBuilder to(Content content, StringBuilder line) {
        if (content.isPrivate()) {
            line.append(",\"to\":[");
            for (String member : content.to()) {
                line.append(line.charAt(line.length() - 1) == '[' ? "" : ",").append(Json.quote(member));
            }
            line.append(']');
        }
        return line;
    }

    private static void from(Member from, StringBuilder line) {
        if (from.name().isEmpty()) {
            return;
        }
        if (!from.isGuest()) {
            line.append(",\"from\":{\"id\":").append(Json.quote(from.id()));
            line.append(",\"name\":").append(Json.quote(from.name())).append('}');
        } else {
            line.append(",\"from\":{\"name\":").append(Json.quote(from.name())).append(",\"guest\":true}");
        }
    }

    /** Encodes any delivery except a batch, which has a line per event. */
    public String line(Delivery delivery) {
        if (delivery instanceof Delivery.Stand stand) {
            return position(stand.position(), stand.room());
        }
        if (delivery instanceof Delivery.Gap gap) {
            return gap(gap);
        }
        if (delivery instanceof Delivery.Presence presence) {
            return json.line(Map.of("presence", presence(presence)));
        }
        if (delivery instanceof Delivery.Welcome welcome) {
            return welcome(welcome);
        }
        if (delivery instanceof Delivery.Ask ask) {
            return ask(ask);
        }
        throw new IllegalArgumentException("a batch is not one line");
    }

    public String welcome(Delivery.Welcome welcome) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("room", welcome.room());
        content.put("me", member(welcome.me()));
        content.put("token", sessions.renew(welcome.me()).token());
        content.put("position", welcome.position().toString());
        content.put("head", welcome.head().toString());
        welcome.members().ifPresent(members -> content.put("members", members(members)));
        content.put("count", welcome.count());
        content.put("roster", welcome.roster());
        content.put("recovered", welcome.recovered());
        content.put("heartbeat", limits.heartbeat().toMillis());
        content.put("limits", announced);
        if (!welcome.command().isEmpty()) {
            content.put("id", welcome.command());
        }
        return json.line(Map.of("welcome", content));
    }

    /** Returns the content of a presence line, which the response to a poll also contains. */
    public Map<String, Object> presence(Delivery.Presence presence) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("room", presence.room());
        presence.joined().ifPresent(joined -> content.put("joined", members(joined)));
        presence.left().ifPresent(left -> content.put("left", members(left)));
        presence.members().ifPresent(members -> content.put("members", members(members)));
        content.put("count", presence.count());
        content.put("roster", presence.roster());
        return content;
    }

    public List<Map<String, String>> members(List<Member> members) {
        return members.stream().map(JsonLines::member).toList();
    }

    private static Map<String, String> member(Member member) {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("id", member.id());
        content.put("name", member.name());
        return content;
    }

    private String gap(Delivery.Gap gap) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("room", gap.room());
        if (gap.reason() != Delivery.Reason.EPOCH) {
            content.put("from", gap.from());
            content.put("to", gap.to());
        }
        content.put("position", gap.position().toString());
        content.put("reason", gap.reason().name().toLowerCase(Locale.ROOT));
        if (gap.onlyPrivate()) {
            content.put("private", true);
        }
        return json.line(Map.of("gap", content));
    }

    public String position(Position position, String room) {
        return "{\"position\":\"" + position + "\",\"room\":" + Json.quote(room) + "}";
    }

    /** Encodes an ack; its id is null if the client gave none. */
    @Override
    public String ack(String id, String room, Ack ack) {
        String quoted = id.isEmpty() ? "null" : Json.quote(id);
        return "{\"ack\":" + quoted + ",\"room\":" + Json.quote(room) + "," + outcome(ack) + "}";
    }

    private static String outcome(Ack ack) {
        if (ack instanceof Ack.Taken taken) {
            AnswerData answer = taken.answer();
            return answer.isEmpty()
                    ? "\"data\":null"
                    : (answer.args() ? "\"args\":true," : "") + "\"data\":" + answer.data();
        }
        return "\"position\":\"" + ack.position().orElseThrow() + "\"";
    }

    private static String ask(Delivery.Ask ask) {
        Content question = ask.question();
        return "{\"ask\":{\"room\":" + Json.quote(ask.room()) + ",\"id\":\"" + ask.id() + "\",\"type\":"
                + Json.quote(question.type())
                + (question.args() ? ",\"args\":true" : "") + ",\"data\":" + question.data() + ",\"within\":"
                + ask.within().toMillis() + "}}";
    }

    @Override
    public String error(Refusal refusal, String id, String room) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("code", refusal.code().wire());
        content.put("message", refusal.getMessage());
        if (!id.isEmpty()) {
            content.put("id", id);
        }
        if (!room.isEmpty()) {
            content.put("room", room);
        }
        return json.line(Map.of("error", content));
    }

    @Override
    public String bye(Ending ending, String room) {
        Map<String, Object> content = new LinkedHashMap<>();
        if (!room.isEmpty()) {
            content.put("room", room);
        }
        // A removed room is an error (gone) for a client that asks for it, but for its readers it is an end (closed).
        Code code = ending.code() == Code.GONE ? Code.CLOSED : ending.code();
        content.put("code", code.wire());
        content.put("reason", ending.reason());
        content.put("reconnect", ending.reconnect());
        if (!ending.after().isZero()) {
            content.put("after", ending.after().toMillis());
        }
        return json.line(Map.of("bye", content));
    }

    @Override
    public String pong(String value) {
        return "{\"pong\":" + value + "}";
    }
}
