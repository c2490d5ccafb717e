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
 * A client in a room, as a program sees it. It is the same session whatever it is connected by, and through lost
 * connections; two objects with the same {@link #id} are the same session. It may be kept. Any thread.
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

    /** Its id, which others may see; empty for a guest, who publishes without having entered. */
    public String id() {
        return member.id();
    }

    /** Its name in this room. */
    public String name() {
        return member.name();
    }

    /** Whether it never entered, so that nothing can be said to it. */
    public boolean isGuest() {
        return member.isGuest();
    }

    /** The client's address; empty where it is not known, as for who has just not come back. */
    public String address() {
        return visitor.address();
    }

    /** Who it is to the container, if that asked. */
    public Optional<String> principal() {
        return visitor.principal();
    }

    /** The object that a client of Socket.IO sent as {@code auth}. */
    public Optional<Data> auth() {
        return visitor.auth().map(object -> new Data(host.json().json(), object));
    }

    /** What programs keep with this session, in memory, until it has left its last room. Safe for any thread. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** Says something to this client alone. */
    public CompletionStage<Position> emit(String type, Object... arguments) {
        return isGuest()
                ? CompletableFuture.failedStage(new Refusal(Code.NOT_FOUND, "a guest cannot be spoken to"))
                : new Audience(host, room).to(id()).emit(type, arguments);
    }

    /** Everybody in the room but this client. */
    public Audience others() {
        return new Audience(host, room).except(this);
    }

    /** Takes this client's seat, and ends the connection by which it reads here; it is told why, and does not come back by itself. */
    public void kick(String why) {
        host.rooms().leave(room, id(), Ending.of(Code.KICKED).because(why));
    }

    /** Asks this client, and waits for its answer as long as is configured. */
    public CompletionStage<Data> ask(String type, Object... arguments) {
        return ask(host.json().within(), type, arguments);
    }

    /**
     * Asks this client; completes with what it answers, or fails when it does not in time or is gone. Who loses its
     * connection meanwhile is asked again when it is back.
     */
    public CompletionStage<Data> ask(Duration within, String type, Object... arguments) {
        Content question = host.json().content(type, List.of(id()), false, arguments);
        return host.promise(host.rooms()
                .ask(room, id(), question, within)
                .thenApply(answer -> new Data(host.json().json(), answer.data())));
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
