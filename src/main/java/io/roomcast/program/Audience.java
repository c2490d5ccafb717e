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
 * A room, or some of those who are in it, as a program speaks to them. What it says is an event of the room like any other:
 * it has its place in the log, and who is away for a moment reads it later. It may be kept: it knows the room by its name. Any
 * thread; nothing waits.
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

    /** The name of the room. */
    public String room() {
        return room;
    }

    /** Only the members with these ids, one or several. */
    public Audience to(String... members) {
        return to(List.of(members));
    }

    /** Only the members with these ids. */
    public Audience to(List<String> members) {
        return new Audience(host, room, members, Member.NOBODY, id);
    }

    /** All but this one. */
    public Audience except(ClientSession session) {
        // Said in its name, which nobody sees, and not echoed: so it is left out in history, too.
        return session.isGuest() ? this : new Audience(host, room, List.of(), Member.unheardBy(session.id()), id);
    }

    /**
     * The same audience for one event, which is safe to repeat. Emitted again under the same id, on any server and after a
     * restart, it is the same event: it is in the log once, and the stage completes with its first position. Something
     * else under that id fails with {@code conflict}. All programs share the ids of a room; clients' ids are others. The
     * newest 1,500 are remembered.
     *
     * @param name 1 to 128 characters; anything else is an {@link IllegalArgumentException}
     */
    public Audience withId(String name) {
        if (!CommandParser.isId(name)) {
            throw new IllegalArgumentException(CommandParser.ID);
        }
        return new Audience(host, room, to, silenced, name);
    }

    /**
     * Says something: an event of this type, with one argument as its data, or with none or several as clients of
     * Socket.IO know it. Arguments are whatever JSON-B can write, and {@link Data}.
     *
     * @return completes with its place in the log as soon as it is as durable as the store promises
     */
    public CompletionStage<Position> emit(String type, Object... arguments) {
        Content content = host.json().content(type, to, silenced.isGuest(), arguments);
        return host.promise(host.rooms()
                .publish(new Draft(room, silenced, id, List.of(content)))
                .thenApply(ack -> ack.position().orElseThrow()));
    }

    /** Who is in the room, at whatever server, in the order in which they came. Waits for the store where that is not near. */
    public List<Member> members() {
        return present(Integer.MAX_VALUE).members().stream()
                .map(SeatedMember::member)
                .toList();
    }

    /** How many are in the room, at whatever server. Waits for the store where that is not near. */
    public int count() {
        return present(0).count();
    }

    private MemberPage present(int limit) {
        return host.threads().await(host.rooms().members(room, 0, limit));
    }
}
