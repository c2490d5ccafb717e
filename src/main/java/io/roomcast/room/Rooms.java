package io.roomcast.room;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.program.Programs;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.Workers;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Names;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All rooms, by their names: the one bean that every transport shares. A room is in memory while somebody uses it; where
 * its log lives is the engine's business. Any thread.
 */
public class Rooms {
    private final OpenRooms open;
    private final Access access;

    /** For the proxy of the container alone; it hands every call on to a bean that was made by the other one. */
    protected Rooms() {
        this.open = null;
        this.access = null;
    }

    /** Rooms in which no program reacts. */
    public Rooms(Engine engine, Access access, Time time, Workers workers, Limits limits) {
        this(engine, access, time, workers, limits, Programs.NONE);
    }

    public Rooms(Engine engine, Access access, Time time, Workers workers, Limits limits, Programs programs) {
        this.open = new OpenRooms(engine, time, workers, limits, programs);
        this.access = access;
    }

    /** Begins to read. What goes wrong later is told to the outlet; what is wrong at once is thrown. */
    public Cursor read(String room, ReadRequest entry, Outlet outlet) {
        Room one = open.room(room);
        access.check(entry.visitor(), Access.Deed.READ, one.name());
        if (entry.seated().isPresent()) {
            access.check(entry.visitor(), Access.Deed.ENTER, one.name());
        }
        return one.read(entry, outlet);
    }

    /** Takes a seat, or renews its grace, without a connection. */
    public CompletionStage<Delivery.Welcome> enter(String room, Visitor visitor, Session session, String command) {
        Room one = open.room(room);
        access.check(visitor, Access.Deed.ENTER, one.name());
        return one.enter(visitor, session, command);
    }

    /** Gives a seat up now, without grace; whoever reads from it reads no more. */
    public CompletionStage<Void> leave(String room, String member) {
        return leave(room, member, Ending.of(Code.CLOSED).because("you left: enter anew"));
    }

    /** The same for a reason of somebody else's. */
    public CompletionStage<Void> leave(String room, String member, Ending why) {
        return found(room).thenCompose(one -> one.leave(member, why));
    }

    /** Publishes for somebody, unless a program takes or refuses it; completes once it is as durable as the engine promises. */
    public CompletionStage<Ack> publish(Visitor visitor, Draft draft) {
        Room one = open.room(draft.room());
        access.check(visitor, Access.Deed.PUBLISH, one.name());
        return one.publisher().publish(visitor, draft);
    }

    /** Publishes for a program of the deployer's: no other program is asked. */
    public CompletionStage<Ack> publish(Draft draft) {
        return found(draft.room()).thenCompose(room -> room.publisher().publish(draft));
    }

    /** Asks a member who is here; completes with its answer, or fails. It may be asked again when it comes back meanwhile. */
    public CompletionStage<AnswerData> ask(String room, String member, Content question, Duration within) {
        return found(room).thenCompose(one -> one.ask(member, question, within));
    }

    /** A member answers what it was asked, at whatever server that was. */
    public CompletionStage<Void> answer(String room, String member, long question, AnswerData answer) {
        return found(room).thenCompose(one -> one.answer(member, question, answer));
    }

    /** A program is not thrown at for what it cannot know: that too many rooms are in use. */
    private CompletionStage<Room> found(String room) {
        try {
            return CompletableFuture.completedStage(open.room(room));
        } catch (Refusal refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    /** Ends a room: its log and its ids are gone, and so are its readers. */
    public CompletionStage<Void> remove(String room) {
        return found(room).thenCompose(Room::remove);
    }

    /** Who is here, at whatever server, in the order in which they came: a page of those who came after that revision. */
    public CompletionStage<MemberPage> members(String room, long after, int limit) {
        String name = Names.room(room);
        return open.lane(name).presence().members(name, after, limit);
    }

    /** How many read at the moment, with or without a seat. */
    public int readers(String room) {
        return open.known(room).map(one -> one.readers().count()).orElse(0);
    }

    /** Whether a member is in the room, or left it no longer ago than the life of a token. Brings no room into memory. */
    public CompletionStage<Boolean> remembers(String room, Member member) {
        String name = Names.room(room);
        return open.lane(name).presence().knows(name, member.id()).thenApply(Optional::isPresent);
    }

    /** Whether the thing with this name is this server's to do for so long; of several servers one is told so. */
    public CompletionStage<Boolean> claim(String name, Duration length) {
        return open.lane(name).claim(name, length);
    }

    /** The thing with this name need not be done by this server any more. */
    public CompletionStage<Void> release(String name) {
        return open.lane(name).release(name);
    }

    /** The rooms that are in memory. */
    public List<String> inMemory() {
        return open.names();
    }

    public boolean isInMemory(String room) {
        return open.known(room).isPresent();
    }

    public Access access() {
        return access;
    }

    public Limits limits() {
        return open.limits();
    }

    /** Why this server should not be sent anybody at the moment; empty while it is ready. */
    public Optional<String> notReady() {
        return open.farewell().isPresent() ? Optional.of("draining") : open.trouble();
    }

    /** The server is about to stop: everybody is told to come back, spread over a while. */
    public void drain(Duration spread, RandomGenerator random) {
        Supplier<Ending> next = () -> Ending.of(Code.DRAINING).comeBackWithin(spread, random);
        open.sayFarewell(next);
        open.each(room -> room.readers().each(cursor -> cursor.end(next.get())));
    }

    /** What a reader is told that comes while the server is about to stop. */
    public Optional<Ending> farewell() {
        return open.farewell();
    }
}
