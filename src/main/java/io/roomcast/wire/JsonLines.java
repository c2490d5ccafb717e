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
import java.util.Locale;

/** The encoder of everything that the server sends to programs, as JSON lines without their line ends. Any thread. */
public final class JsonLines implements ConnectionEncoder {
    /** An event as text. */
    public static final EventFormat<String> TEXT = JsonLines::event;

    /** An event as bytes with its line end, the same for every receiver. */
    public static final EventFormat<byte[]> BYTES = event -> (event.in(TEXT) + "\n").getBytes(StandardCharsets.UTF_8);

    private final Sessions sessions;
    private final Limits limits;
    private final String announced;

    public JsonLines(Sessions sessions, Limits limits, ClientLimits bounds) {
        this.sessions = sessions;
        this.limits = limits;
        this.announced = JsonBuilder.object()
                .put("frame", bounds.frame())
                .put("unacked", limits.unacked())
                .put("roster", limits.roster())
                .put("list", bounds.list())
                .put("recipients", bounds.recipients())
                .put("rooms", bounds.rooms())
                .end();
    }

    /** Encodes an event without its data. */
    public static String envelope(Event event) {
        JsonBuilder line = begun(event, 0);
        return to(event.content(), line).end();
    }

    private static String event(Event event) {
        Content content = event.content();
        JsonBuilder line = begun(event, content.data().length()).putJson("data", content.data());
        return to(content, line).end();
    }

    private static JsonBuilder begun(Event event, int more) {
        Content content = event.content();
        JsonBuilder line = JsonBuilder.object(160 + more)
                .put("room", event.room())
                .put("offset", event.offset())
                .put("type", content.type())
                .put("at", event.at());
        Member from = event.from();
        if (!from.name().isEmpty()) {
            line.put("from", sender -> from(from, sender));
        }
        return content.args() ? line.put("args", true) : line;
    }

    private static void from(Member from, JsonBuilder sender) {
        if (from.isGuest()) {
            sender.put("name", from.name()).put("guest", true);
        } else {
            member(from, sender);
        }
    }

    private static JsonBuilder to(Content content, JsonBuilder line) {
        return content.isPrivate() ? line.put("to", content.to()) : line;
    }

    /** Encodes any delivery except a batch, which has a line per event. */
    public String line(Delivery delivery) {
        return delivery instanceof Delivery.Stand stand
                ? position(stand.position(), stand.room())
                : object(delivery).line();
    }

    /** Encodes any delivery except a batch and a position. */
    public NamedObject object(Delivery delivery) {
        if (delivery instanceof Delivery.Gap gap) {
            return gap(gap);
        }
        if (delivery instanceof Delivery.Presence presence) {
            return presence(presence);
        }
        if (delivery instanceof Delivery.Welcome welcome) {
            return welcome(welcome);
        }
        if (delivery instanceof Delivery.Ask ask) {
            return ask(ask);
        }
        throw new IllegalArgumentException("it is not one object");
    }

    private NamedObject welcome(Delivery.Welcome welcome) {
        JsonBuilder content = JsonBuilder.object(512)
                .put("room", welcome.room())
                .put("me", me -> member(welcome.me(), me))
                .put("token", sessions.renew(welcome.me()).token())
                .put("position", welcome.position().toString())
                .put("head", welcome.head().toString());
        welcome.members().ifPresent(members -> content.put("members", members, JsonLines::member));
        content.put("count", welcome.count())
                .put("roster", welcome.roster())
                .put("recovered", welcome.recovered())
                .put("heartbeat", limits.heartbeat().toMillis())
                .putJson("limits", announced);
        if (!welcome.command().isEmpty()) {
            content.put("id", welcome.command());
        }
        return new NamedObject("welcome", content.end());
    }

    private static NamedObject presence(Delivery.Presence presence) {
        JsonBuilder content = JsonBuilder.object().put("room", presence.room());
        presence.joined().ifPresent(joined -> content.put("joined", joined, JsonLines::member));
        presence.left().ifPresent(left -> content.put("left", left, JsonLines::member));
        presence.members().ifPresent(members -> content.put("members", members, JsonLines::member));
        content.put("count", presence.count()).put("roster", presence.roster());
        return new NamedObject("presence", content.end());
    }

    /** Encodes a member as part of an object. */
    public static void member(Member member, JsonBuilder into) {
        into.put("id", member.id()).put("name", member.name());
    }

    private static NamedObject gap(Delivery.Gap gap) {
        JsonBuilder content = JsonBuilder.object().put("room", gap.room());
        if (gap.reason() != Delivery.Reason.EPOCH) {
            content.put("from", gap.from()).put("to", gap.to());
        }
        content.put("position", gap.position().toString())
                .put("reason", gap.reason().name().toLowerCase(Locale.ROOT));
        if (gap.onlyPrivate()) {
            content.put("private", true);
        }
        return new NamedObject("gap", content.end());
    }

    private static NamedObject ask(Delivery.Ask ask) {
        Content question = ask.question();
        JsonBuilder content = JsonBuilder.object(160 + question.data().length())
                .put("room", ask.room())
                .put("id", ask.id())
                .put("type", question.type());
        if (question.args()) {
            content.put("args", true);
        }
        content.putJson("data", question.data()).put("within", ask.within().toMillis());
        return new NamedObject("ask", content.end());
    }

    public String position(Position position, String room) {
        return JsonBuilder.object()
                .put("position", position.toString())
                .put("room", room)
                .end();
    }

    /** Encodes an ack; its id is null if the client gave none. */
    @Override
    public String ack(String id, String room, Ack ack) {
        JsonBuilder line = JsonBuilder.object()
                .putJson("ack", id.isEmpty() ? "null" : Json.quote(id))
                .put("room", room);
        if (!(ack instanceof Ack.Taken taken)) {
            return line.put("position", ack.position().orElseThrow().toString()).end();
        }
        AnswerData answer = taken.answer();
        if (answer.isEmpty()) {
            return line.putJson("data", "null").end();
        }
        if (answer.args()) {
            line.put("args", true);
        }
        return line.putJson("data", answer.data()).end();
    }

    @Override
    public String error(Refusal refusal, String id, String room) {
        return refused(refusal, id, room).line();
    }

    /** Encodes a refusal; id and room may be empty. */
    public NamedObject refused(Refusal refusal, String id, String room) {
        JsonBuilder content =
                JsonBuilder.object().put("code", refusal.code().wire()).put("message", refusal.getMessage());
        if (!id.isEmpty()) {
            content.put("id", id);
        }
        if (!room.isEmpty()) {
            content.put("room", room);
        }
        return new NamedObject("error", content.end());
    }

    @Override
    public String bye(Ending ending, String room) {
        return ended(ending, room).line();
    }

    /** Encodes an end; the room is empty for that of a connection. */
    public NamedObject ended(Ending ending, String room) {
        JsonBuilder content = JsonBuilder.object();
        if (!room.isEmpty()) {
            content.put("room", room);
        }
        // A removed room is an error (gone) for a client that asks for it, but for its readers it is an end (closed).
        Code code = ending.code() == Code.GONE ? Code.CLOSED : ending.code();
        content.put("code", code.wire()).put("reason", ending.reason()).put("reconnect", ending.reconnect());
        if (!ending.after().isZero()) {
            content.put("after", ending.after().toMillis());
        }
        return new NamedObject("bye", content.end());
    }

    @Override
    public String pong(String value) {
        return JsonBuilder.object().putJson("pong", value).end();
    }
}
