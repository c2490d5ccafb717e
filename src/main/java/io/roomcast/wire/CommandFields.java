package io.roomcast.wire;

import io.roomcast.room.log.Content;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import java.util.List;
import java.util.Optional;

/** The keys of one command, collected in any order. One thread. */
final class CommandFields {
    private int commands;
    private List<Content> publish; // this and the next are null until their key is read
    private String join;
    private String leave;
    private String ping;
    private String answer;
    private String room;
    private String token;
    final StartFields start = new StartFields();
    String name = "";
    String id = "";
    boolean latest;

    void publish(List<Content> contents) {
        commands++;
        publish = contents;
    }

    void join(String name) {
        commands++;
        join = name;
    }

    void leave(String name) {
        commands++;
        leave = name;
    }

    void ping(String value) {
        commands++;
        ping = value;
    }

    void answer(String data) {
        commands++;
        answer = data;
    }

    void bye() {
        commands++;
    }

    void room(String name) {
        room = name;
    }

    void token(String secret) {
        token = secret;
    }

    /** Returns the one command that the keys make up. */
    Command command() {
        if (commands != 1) {
            throw new Refusal(
                    Code.BAD_COMMAND,
                    "a command has exactly one of publish, join, leave, ping, bye, answer, and that once");
        }
        String normal = room == null ? "" : Names.room(room);
        if (publish != null) {
            return new Command.Publish(publish, normal, id);
        }
        if (join != null) {
            Optional<String> session = Optional.ofNullable(token);
            return new Command.Join(Names.room(join), start.start(), latest, session, Names.member(name), id);
        }
        if (leave != null) {
            return new Command.Leave(Names.room(leave), id);
        }
        if (ping != null) {
            return new Command.Ping(ping, id);
        }
        return answer == null ? new Command.Bye(id) : new Command.Answer(answer, normal, id);
    }
}
