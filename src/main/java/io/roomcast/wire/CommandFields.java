package io.roomcast.wire;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of one command, collected in any order. One thread. */
final class CommandFields {
    private int commands;
    private Optional<List<Content>> publish = Optional.empty();
    private Optional<String> join = Optional.empty();
    private Optional<String> leave = Optional.empty();
    private Optional<String> ping = Optional.empty();
    private Optional<String> answer = Optional.empty();
    Optional<String> room = Optional.empty();
    Optional<String> token = Optional.empty();
    Optional<Position> after = Optional.empty();
    Optional<Integer> last = Optional.empty();
    Optional<Instant> since = Optional.empty();
    String name = "";
    String id = "";
    boolean latest;

    void publish(List<Content> contents) {
        commands++;
        publish = Optional.of(contents);
    }

    void join(String name) {
        commands++;
        join = Optional.of(name);
    }

    void leave(String name) {
        commands++;
        leave = Optional.of(name);
    }

    void ping(String value) {
        commands++;
        ping = Optional.of(value);
    }

    void answer(String data) {
        commands++;
        answer = Optional.of(data);
    }

    void bye() {
        commands++;
    }

    /** Returns the one command that the keys make up. */
    Command command() {
        if (commands != 1) {
            throw new Refusal(Code.BAD_COMMAND, "a command has exactly one of publish, join, leave, ping, bye, answer");
        }
        Optional<String> normal = room.map(Names::room);
        if (publish.isPresent()) {
            return published(normal);
        }
        if (join.isPresent()) {
            Start start = StartParser.start(after, last, Optional.empty(), since);
            return new Command.Join(Names.room(join.get()), start, latest, token, Names.member(name), id);
        }
        if (leave.isPresent()) {
            return new Command.Leave(Names.room(leave.get()), id);
        }
        if (ping.isPresent()) {
            return new Command.Ping(ping.get(), id);
        }
        return answer.isPresent() ? new Command.Answer(answer.get(), normal, id) : new Command.Bye(id);
    }

    private Command published(Optional<String> normal) {
        List<Content> contents = publish.orElseThrow();
        if (contents.isEmpty()) {
            throw new Refusal(Code.BAD_COMMAND, "the list to publish is empty");
        }
        return new Command.Publish(contents, normal, id);
    }
}
