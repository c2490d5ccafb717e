package io.roomcast.room;

import io.roomcast.room.log.Start;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request to read a room: the reader, the start, and the manner.
 *
 * @param live takes the session's seat as its one live reader here; reading history and publishing are not live
 * @param greeting what is sent before anything else
 * @param roster the roster's revision that this reader knows, if it wants to be told of changes
 * @param latest whether it may skip events that it is too late for
 * @param limit how many events it reads at most
 * @param command the id of the command that asked, as JSON; empty if it had none
 */
public record ReadRequest(
        Visitor visitor,
        Optional<Session> session,
        Start start,
        boolean live,
        Greeting greeting,
        OptionalLong roster,
        boolean latest,
        int limit,
        String command) {

    /** The first thing that a reader is told. */
    public enum Greeting {
        WELCOME,
        POSITION,
        NONE
    }

    /** Returns a request for a live connection that reads until it ends. */
    public static ReadRequest live(Visitor visitor, Start start) {
        return new ReadRequest(
                visitor,
                Optional.empty(),
                start,
                true,
                Greeting.POSITION,
                OptionalLong.empty(),
                false,
                Integer.MAX_VALUE,
                "");
    }

    /** Returns a request for a live connection of a session, which takes its seat. */
    public static ReadRequest live(Visitor visitor, Session session, Start start) {
        return live(visitor, start).by(session, Greeting.WELCOME);
    }

    /** Returns a request for one answer with at most {@code limit} events. */
    public static ReadRequest once(Visitor visitor, Start start, int limit) {
        return new ReadRequest(
                visitor, Optional.empty(), start, false, Greeting.NONE, OptionalLong.empty(), false, limit, "");
    }

    /** Returns a request for one answer to a session, with at most {@code limit} events. */
    public static ReadRequest once(Visitor visitor, Session session, Start start, int limit) {
        return once(visitor, start, limit).by(session, Greeting.NONE);
    }

    private ReadRequest by(Session reader, Greeting first) {
        return new ReadRequest(visitor, Optional.of(reader), start, live, first, roster, latest, limit, command);
    }

    public ReadRequest skippingToLatest(boolean allowed) {
        return new ReadRequest(visitor, session, start, live, greeting, roster, allowed, limit, command);
    }

    public ReadRequest askedBy(String commandId) {
        return new ReadRequest(visitor, session, start, live, greeting, roster, latest, limit, commandId);
    }

    public ReadRequest knowing(long revision) {
        return new ReadRequest(
                visitor, session, start, live, greeting, OptionalLong.of(revision), latest, limit, command);
    }

    public ReadRequest waiting() {
        return new ReadRequest(visitor, session, start, true, greeting, roster, latest, limit, command);
    }

    /** Returns the reader's id, "" without a session. */
    String reader() {
        return session.map(Session::id).orElse("");
    }

    /** Whether it becomes the one live reader of its session's seat. */
    boolean takesSeat() {
        return live && session.isPresent();
    }

    /** Whether it is one of a series of polls, instead of entering once. */
    boolean isPoll() {
        return greeting == Greeting.NONE;
    }

    /** Returns the session whose seat it takes or keeps; one that polls after a position is in the room, too. */
    Optional<Session> seated() {
        return live || start instanceof Start.After ? session : Optional.empty();
    }
}
