package io.roomcast.program;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.SeatedMember;
import io.roomcast.wire.CommandParser;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A room or some of its members, to which a program emits events. An emitted event is like any other: it has a position
 * in the log, and a member whose connection is lost reads it on return. You can keep an audience; it knows the room
 * by name. Any thread; only {@link #members} and {@link #count} wait.
 */
public final class Audience {
    private final ProgramHost host;
    private final String room;
    private final List<String> to;
    private final Member silenced;
    private final String id;

    Audience(ProgramHost host, String room) {
        this(host, room, List.of(), Member.NOBODY, "");
    }

    private Audience(ProgramHost host, String room, List<String> to, Member silenced, String id) {
        this.host = host;
        this.room = room;
        this.to = to;
        this.silenced = silenced;
        this.id = id;
    }

    /** Returns the name of the room. */
    public String room() {
        return room;
    }

    /** Returns an audience of only the members with these ids. */
    public Audience to(String... members) {
        return to(List.of(members));
    }

    /** Returns an audience of only the members with these ids. */
    public Audience to(List<String> members) {
        return new Audience(host, room, members, Member.NOBODY, id);
    }

    /** Returns an audience of everybody in the room but this client. */
    public Audience except(ClientSession session) {
        // Published in the client's name, which no reader sees, and without echo, so that history leaves it out, too.
        return session.isGuest() ? this : new Audience(host, room, List.of(), Member.unheardBy(session.id()), id);
    }

    /**
     * Returns the same audience for one event that is safe to repeat. Emitted again under the same id, on any server
     * and after a restart, the event is in the log only once, and the stage completes with its first position. A
     * different event under the same id fails with {@code conflict}. All programs share the ids of a room; clients have
     * their own. A room remembers the newest 1,500 by default.
     *
     * @param name 1 to 128 characters; anything else is an {@link IllegalArgumentException}
     */
    public Audience withId(String name) {
        if (!CommandParser.isId(name)) {
            throw new IllegalArgumentException("an id is a text of 1 to " + CommandParser.LONGEST_ID + " characters");
        }
        return new Audience(host, room, to, silenced, name);
    }

    /**
     * Emits an event of this type. One argument is its data; none or several are a list, as in Socket.IO. An argument
     * is a {@link Data} or anything that JSON-B can write.
     *
     * @return completes with the event's position when the event is durable
     */
    public CompletionStage<Position> emit(String type, Object... arguments) {
        Content content = host.json().content(type, to, silenced.isGuest(), arguments);
        return host.promise(host.rooms()
                .publish(new Draft(room, silenced, id, List.of(content)))
                .thenApply(ack -> ack.position().orElseThrow()));
    }

    /** Returns the members of the room on all servers, in the order in which they joined. May wait for the store. */
    public List<Member> members() {
        return present(Integer.MAX_VALUE).members().stream()
                .map(SeatedMember::member)
                .toList();
    }

    /** Returns the number of members on all servers. May wait for the store. */
    public int count() {
        return present(0).count();
    }

    private MemberPage present(int limit) {
        return host.threads().await(host.rooms().members(room, 0, limit));
    }
}
