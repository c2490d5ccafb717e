package io.roomcast.contract.client;

import io.roomcast.kit.Line;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Somebody in a room, by whatever transport. It keeps its position as the protocol says, and has a cable of its own that can be
 * cut. For use by one thread.
 */
public interface Client extends AutoCloseable {

    /** The line with which it was let in. */
    Line welcome();

    /** Sends a command, or whatever else begins with a brace. */
    void send(String command);

    /** Whether the address names the room, so that commands and errors are about it. */
    default boolean isAtHome() {
        return true;
    }

    /** The text that is really sent for a command: where no address names the room, the command does. */
    default String framed(String command) {
        return command;
    }

    /** Sends plain text. */
    void say(String text);

    /** The next line, if one comes in time; nothing at once when the connection is over and everything was heard. */
    Optional<Line> hear(Duration patience);

    /** Takes the first line of this kind, and leaves the others for later. Fails when none comes within some seconds. */
    Line next(Predicate<Line> wanted);

    /** All lines that were heard, from the first on. */
    List<Line> heard();

    String room();

    String position();

    /**
     * The position of another offset in the same epoch: for who reads on behind what it took itself. What comes after its last
     * look was heard by the client alone.
     */
    default String positionAt(long offset) {
        String here = position();
        return here.substring(0, here.indexOf(':') + 1) + offset;
    }

    String token();

    /** The member id. */
    String id();

    /** Whether the connection is gone. */
    boolean isOver();

    Cable cable();

    /** Loses the connection from one moment to the next. */
    void cut(Cut how);

    /** Gives the seat up, without grace. */
    void leave();

    /** Ends the connection as the transport does it. */
    @Override
    void close();

    default Line nextEvent() {
        return next(Line::isEvent);
    }

    default Line next(String kind) {
        return next(line -> line.is(kind));
    }

    /** The answer to the command with this id: an ack or an error. */
    default Line answerTo(String id) {
        return next(line -> (line.is("ack") && id.equals(line.json().getString("ack", "")))
                || (line.is("error") && id.equals(line.body().getString("id", ""))));
    }

    /** Publishes one text under an id and gives the answer. */
    default Line publish(String id, String text) {
        send(Commands.publish(id, text));
        return answerTo(id);
    }
}
