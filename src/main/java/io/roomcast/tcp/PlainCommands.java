package io.roomcast.tcp;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.wire.ClientProtocol;
import io.roomcast.wire.Command;
import io.roomcast.wire.Json;
import java.util.List;
import java.util.Optional;

/**
 * The commands of a person on TCP. A line is a message to the person's one room, unless it is one of a few commands.
 * One thread at a time.
 */
final class PlainCommands {
    private static final String JOIN = "/join ";
    private static final String NAME = "/name ";
    private static final String QUIT = "/quit";

    private final ClientProtocol protocol;
    private String room;

    /** Joins this room. */
    PlainCommands(ClientProtocol protocol, String room) {
        this.protocol = protocol;
        this.room = room;
        protocol.enter(into(room));
    }

    private static Command.Join into(String room) {
        return new Command.Join(room, new Start.Head(), false, Optional.empty(), "", "");
    }

    void receive(String line) {
        if (line.startsWith(JOIN)) {
            join(line.substring(JOIN.length()).strip());
        } else if (line.startsWith(NAME)) {
            name(line.substring(NAME.length()).strip());
        } else if (line.equals(QUIT)) {
            protocol.execute(new Command.Bye(""));
        } else if (!line.isEmpty()) {
            say(line.startsWith("//") ? line.substring(1) : line);
        }
    }

    private void say(String text) {
        Content content = new Content("message", Json.quote(text), false, List.of(), false);
        protocol.execute(new Command.Publish(List.of(content), room, ""));
    }

    private void join(String asked) {
        try {
            String next = Names.room(asked);
            if (!next.equals(room)) {
                protocol.execute(into(next));
                protocol.execute(new Command.Leave(room, ""));
                room = next;
            }
        } catch (Refusal badRoom) {
            protocol.refuseInput(badRoom);
        }
    }

    private void name(String asked) {
        if (!asked.isEmpty()) {
            protocol.rename(asked);
        }
    }
}
