package io.roomcast.fuzz;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Start;
import io.roomcast.wire.Command;
import io.roomcast.wire.JsonBuilder;
import java.time.Instant;
import java.time.ZoneOffset;

/** Writes a command as a client would, which is the opposite of parsing it. */
final class CommandText {
    private CommandText() {}

    static String of(Command command) {
        JsonBuilder text = JsonBuilder.object();
        if (command instanceof Command.Publish publish) {
            text.put("publish", publish.contents(), CommandText::content).put("room", publish.room());
            return withId(publish.room().isEmpty() ? without(publish) : text, command);
        }
        if (command instanceof Command.Join join) {
            return withId(join(join, text), command);
        }
        if (command instanceof Command.Leave leave) {
            return withId(text.put("leave", leave.room()), command);
        }
        if (command instanceof Command.Ping ping) {
            return withId(text.putJson("ping", ping.value()), command);
        }
        if (command instanceof Command.Answer answer) {
            text.putJson("answer", answer.data());
            return withId(answer.room().isEmpty() ? text : text.put("room", answer.room()), command);
        }
        return withId(text.put("bye", true), command);
    }

    private static JsonBuilder without(Command.Publish publish) {
        return JsonBuilder.object().put("publish", publish.contents(), CommandText::content);
    }

    private static String withId(JsonBuilder text, Command command) {
        return command.id().isEmpty()
                ? text.end()
                : text.put("id", command.id()).end();
    }

    private static JsonBuilder join(Command.Join join, JsonBuilder text) {
        text.put("join", join.room()).put("name", join.name()).put("lag", join.latest() ? "latest" : "all");
        join.token().ifPresent(token -> text.put("token", token));
        if (join.start() instanceof Start.After after) {
            text.put("after", after.position().toString());
        } else if (join.start() instanceof Start.Last last) {
            text.put("last", last.count());
        } else if (join.start() instanceof Start.Since since) {
            text.put("since", since(since.at()));
        }
        return text;
    }

    /** An offset can move the first and the last day of the years that may be written into the year beside them. */
    static String since(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        ZoneOffset offset = year < 0 ? ZoneOffset.MAX : year > 9999 ? ZoneOffset.MIN : ZoneOffset.UTC;
        return at.atOffset(offset).toString();
    }

    private static void content(Content content, JsonBuilder text) {
        text.put("type", content.type()).putJson("data", content.data()).put("args", content.args());
        text.put("echo", content.echo());
        if (content.isPrivate()) {
            text.put("to", content.to());
        }
    }
}
