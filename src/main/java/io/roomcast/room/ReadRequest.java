package io.roomcast.room;

import io.roomcast.room.log.Start;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How somebody begins to read a room: who, from where on, and as what.
 *
 * @param live takes the session's seat and is its one live reader here; history and publishing are not live
 * @param greeting what is said before anything else
 * @param roster the revision of the roster that this reader knows, if it wants to be told of changes
 * @param latest whether it may jump over what it is too late for
 * @param limit how many events it reads at most
 * @param command the id of the command that asked, as JSON; empty where none was given
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

    /** What a reader is told first. */
    public enum Greeting {
        WELCOME,
        POSITION,
        NONE
    }

    /** A live connection that reads on and on. */
    public static ReadRequest live(Visitor visitor, Optional<Session> session, Start start) {
        Greeting greeting = session.isPresent() ? Greeting.WELCOME : Greeting.POSITION;
        return new ReadRequest(
                visitor, session, start, true, greeting, OptionalLong.empty(), false, Integer.MAX_VALUE, "");
    }

    /** One answer with at most {@code limit} events. */
    public static ReadRequest once(Visitor visitor, Optional<Session> session, Start start, int limit) {
        return new ReadRequest(visitor, session, start, false, Greeting.NONE, OptionalLong.empty(), false, limit, "");
    }

    public ReadRequest skippingToLatest(boolean allowed) {
        return new ReadRequest(visitor, session, start, live, greeting, roster, allowed, limit, command);
    }

    public ReadRequest askedBy(String commandId) {
        return new ReadRequest(visitor, session, start, live, greeting, roster, latest, limit, commandId);
    }

    public ReadRequest knowing(OptionalLong revision) {
        return new ReadRequest(visitor, session, start, live, greeting, revision, latest, limit, command);
    }

    public ReadRequest waiting() {
        return new ReadRequest(visitor, session, start, true, greeting, roster, latest, limit, command);
    }

    /** The id of the reader, "" without a session. */
    String reader() {
        return session.map(Session::id).orElse("");
    }

    /** Whether it becomes the one live reader of its session's seat. */
    boolean takesSeat() {
        return live && session.isPresent();
    }

    /** Whether it asks again and again instead of entering once. */
    boolean isPoll() {
        return greeting == Greeting.NONE;
    }

    /** Whose seat it takes or keeps: who asks again and again for what comes after a position is here, too. */
    Optional<Session> seated() {
        return live || start instanceof Start.After ? session : Optional.empty();
    }
}
