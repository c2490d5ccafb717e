package io.roomcast.wire;

import io.roomcast.room.Cursor;
import io.roomcast.room.Delivery;
import io.roomcast.room.Outlet;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.Rooms;
import io.roomcast.room.budget.Account;
import io.roomcast.room.budget.Use;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Names;
import io.roomcast.room.who.Rates;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Sessions;
import io.roomcast.room.who.Visitor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The services that every transport needs to receive clients: rooms, sessions, rates, limits, parser and encoder.
 * Any thread.
 *
 * @param publishes the rate of events per session, or per address of guests
 * @param joins the rate of new readings per address
 * @param newRooms the rate at which an address may bring rooms into memory
 */
public record Ingress(
        Rooms rooms,
        Sessions sessions,
        Rates publishes,
        Rates joins,
        Rates newRooms,
        ClientLimits bounds,
        CommandParser commands,
        JsonLines lines,
        Json json,
        Time time) {

    /** Returns a new session under the name that Access allows the visitor. */
    public Session newSession(Visitor visitor, String asked) {
        return sessions.open(name(visitor, asked));
    }

    /** Returns the session of a token, under the name that Access allows the visitor. */
    public Session session(Visitor visitor, String token, String asked) {
        String name = name(visitor, asked);
        Session session = sessions.resume(token);
        return name.isEmpty() ? session : session.named(name);
    }

    private String name(Visitor visitor, String asked) {
        return Names.member(rooms.access().name(visitor, asked));
    }

    /** Begins to read a room. */
    public Cursor read(String room, ReadRequest request, Outlet outlet) {
        request.session().ifPresent(sessions::check);
        payFor(room, request.visitor());
        return rooms.read(room, request, outlet);
    }

    /** Takes a seat without a connection, or renews its grace. */
    public CompletionStage<Delivery.Welcome> enter(Visitor visitor, String room, Session session) {
        sessions.check(session);
        payFor(room, visitor);
        return rooms.enter(room, visitor, session, "").thenApply(welcome -> {
            // A welcome renews the token: not if the session was ended meanwhile.
            sessions.check(session);
            return welcome;
        });
    }

    /** Charges the visitor for a room that is not in memory yet. */
    private void payFor(String room, Visitor visitor) {
        if (!rooms.isInMemory(room)) {
            newRooms.take(visitor.network(), 1);
        }
    }

    /** Opens the account of a connection or a request of this visitor. */
    public Account account(Visitor visitor) {
        return rooms.budget().account(visitor.network());
    }

    private CompletionStage<Ack> publish(Visitor visitor, Draft draft) {
        Account account = account(visitor);
        try {
            account.require(Use.PUBLISHES, draft.size());
            payFor(draft.room(), visitor);
            return rooms.publish(visitor, draft).whenComplete((ack, failure) -> account.close());
        } catch (RuntimeException refused) {
            account.close();
            throw refused;
        }
    }

    /** Publishes for a session, in a room. */
    public CompletionStage<Ack> publish(
            Visitor visitor, Session session, String room, List<Content> contents, String id) {
        sessions.check(session);
        publishes.take(session.id(), contents.size());
        return publish(visitor, new Draft(room, session.member(), id, contents));
    }

    /** Gives up a session's seat now, if it has one. Only the store knows on which server it is. */
    public CompletionStage<Void> leave(Visitor visitor, String room, Session session) {
        payFor(room, visitor);
        return rooms.leave(room, session.id());
    }

    /** Ends a session for good, in all rooms and on every server. */
    public CompletionStage<Void> end(Visitor visitor, Session session) {
        joins.take(visitor.address(), 1);
        return rooms.endSession(session.id());
    }

    /** Takes a session's answer to a program's question in a room. */
    public CompletionStage<Void> answer(
            Visitor visitor, Session session, String room, String question, AnswerData said) {
        sessions.check(session);
        publishes.take(session.id(), 1);
        payFor(room, visitor);
        long number = question.matches("q-[0-9]{1,18}") ? Long.parseLong(question.substring(2)) : 0;
        return rooms.answer(room, session.id(), number, said);
    }

    /** Publishes for a guest. Without a session a repeat cannot be recognized, so an id is refused. */
    public CompletionStage<Ack> publishAsGuest(
            Visitor visitor, String asked, String room, List<Content> contents, String id) {
        if (!id.isEmpty()) {
            throw new Refusal(
                    Code.UNAUTHORIZED, "an id needs a session: enter the room first, or publish without an id");
        }
        publishes.take("guest " + visitor.network(), contents.size());
        String name = name(visitor, asked);
        Member guest = Member.guest(name.isEmpty() ? "guest" : name);
        return publish(visitor, new Draft(room, guest, "", contents));
    }

    /** Returns a message from plain text, without its last line end; empty for an empty text. */
    public static Optional<Content> plain(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        line = line.endsWith("\r") && line.length() < text.length() ? line.substring(0, line.length() - 1) : line;
        return line.isEmpty() ? Optional.empty() : Optional.of(Content.of("message", Json.quote(line)));
    }
}
