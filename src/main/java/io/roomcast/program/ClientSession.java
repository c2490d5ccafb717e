package io.roomcast.program;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A client in a room, as a program sees it. A session has the same {@link #id} over every transport and outlives lost
 * connections; two objects with the same id are equal. You can keep it. Any thread.
 */
public final class ClientSession {
    private final ProgramHost host;
    private final String room;
    private final Member member;
    private final Visitor visitor;
    private final Map<String, Object> attributes;

    ClientSession(ProgramHost host, String room, Member member, Visitor visitor, Map<String, Object> attributes) {
        this.host = host;
        this.room = room;
        this.member = member;
        this.visitor = visitor;
        this.attributes = attributes;
    }

    /** Returns the member id, which is no secret; empty for a guest, which publishes without having joined. */
    public String id() {
        return member.id();
    }

    /** Returns the client's name in this room. */
    public String name() {
        return member.name();
    }

    /** Whether the client publishes without having joined. You can answer a guest by {@link Received#take} only. */
    public boolean isGuest() {
        return member.isGuest();
    }

    /** Returns the client's IP address; empty if unknown, as for a client that did not return after a restart. */
    public String address() {
        return visitor.address();
    }

    /** Returns the name of the container's principal, if the container authenticated the client. */
    public Optional<String> principal() {
        return visitor.principal();
    }

    /** Returns the object that a Socket.IO client sent as {@code auth}. */
    public Optional<Data> auth() {
        return visitor.auth().map(object -> host.json().data(object));
    }

    /** Returns the programs' own data about this session, in memory until it has left its last room. Thread-safe. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** Emits an event to this client alone. Fails for a guest. */
    public CompletionStage<Position> emit(String type, Object... arguments) {
        return isGuest()
                ? CompletableFuture.failedStage(
                        new Refusal(Code.NOT_FOUND, "a guest receives no events; answer it with take(...)"))
                : new Audience(host, room).to(id()).emit(type, arguments);
    }

    /** Returns an audience of everybody in the room but this client. */
    public Audience others() {
        return new Audience(host, room).except(this);
    }

    /**
     * Takes the client's seat and ends the connection that reads this room. The client receives the reason and does not
     * reconnect by itself.
     */
    public void kick(String why) {
        host.rooms().leave(room, id(), Ending.of(Code.KICKED).because(why));
    }

    /**
     * Ends the session for good, in all rooms: its token is refused from now on, also after a restart. The client does
     * not reconnect by itself, and is somebody else when it enters again. Completes when that is durable; fails for a
     * guest.
     */
    public CompletionStage<Void> end() {
        return isGuest()
                ? CompletableFuture.failedStage(new Refusal(Code.NOT_FOUND, "a guest has no session"))
                : host.promise(host.rooms().endSession(id()));
    }

    /** Asks the client a question, with the configured timeout {@code ask}. */
    public CompletionStage<Data> ask(String type, Object... arguments) {
        return ask(host.json().within(), type, arguments);
    }

    /**
     * Asks the client a question. Completes with the answer, or fails if none arrives in time or the client has left. A
     * client that loses its connection is asked again when it returns.
     */
    public CompletionStage<Data> ask(Duration within, String type, Object... arguments) {
        Content question = host.json().content(type, List.of(id()), false, arguments);
        return host.promise(host.rooms()
                .ask(room, id(), question, within)
                .thenApply(answer -> host.json().data(answer.data())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientSession session
                && !isGuest()
                && session.id().equals(id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return member.toString();
    }
}
