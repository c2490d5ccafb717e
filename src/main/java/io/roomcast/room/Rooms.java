package io.roomcast.room;

import io.roomcast.room.budget.Budget;
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

/** All rooms, by name: the one bean that every transport shares. A room in use is in memory. Any thread. */
public class Rooms {
    private final OpenRooms open;
    private final Access access;

    /** For the container's proxy alone, which passes every call on to a bean made by another constructor. */
    protected Rooms() {
        this.open = null;
        this.access = null;
    }

    /** Creates rooms in which no program reacts. */
    public Rooms(Engine engine, Access access, Time time, Workers workers, Limits limits) {
        this(engine, access, time, workers, limits, Programs.NONE);
    }

    public Rooms(Engine engine, Access access, Time time, Workers workers, Limits limits, Programs programs) {
        this.open = new OpenRooms(engine, time, workers, limits, programs);
        this.access = access;
    }

    /** Begins to read. Throws what is wrong immediately; tells the outlet what goes wrong later. */
    public Cursor read(String room, ReadRequest request, Outlet outlet) {
        Room one = open.room(room);
        access.check(request.visitor(), Access.Deed.READ, one.name());
        if (request.seated().isPresent()) {
            access.check(request.visitor(), Access.Deed.ENTER, one.name());
        }
        return one.read(request, outlet);
    }

    /** Takes a seat, or renews its grace, without a connection. */
    public CompletionStage<Delivery.Welcome> enter(String room, Visitor visitor, Session session, String command) {
        Room one = open.room(room);
        access.check(visitor, Access.Deed.ENTER, one.name());
        return one.enter(visitor, session, command);
    }

    /** Gives a seat up now, without grace; its readers are ended. */
    public CompletionStage<Void> leave(String room, String member) {
        return leave(room, member, Ending.of(Code.CLOSED).because("you left: enter again to come back"));
    }

    /** Gives a seat up for a given reason. */
    public CompletionStage<Void> leave(String room, String member, Ending why) {
        return found(room).thenCompose(one -> one.leave(member, why));
    }

    /** Ends a session for good: its tokens are refused, its seats are given up, and its connections end. */
    public CompletionStage<Void> endSession(String member) {
        return open.sessions().end(member);
    }

    /** Publishes for a client, unless a program takes or refuses it. Completes when the engine has made it durable. */
    public CompletionStage<Ack> publish(Visitor visitor, Draft draft) {
        Room one = open.room(draft.room());
        access.check(visitor, Access.Deed.PUBLISH, one.name());
        return one.publisher().publish(visitor, draft);
    }

    /** Publishes for one of the deployer's programs; no other program is asked. */
    public CompletionStage<Ack> publish(Draft draft) {
        return found(draft.room()).thenCompose(room -> room.publisher().publish(draft));
    }

    /** Asks a member who is here; completes with its answer, or fails. After a reconnect it may be asked again. */
    public CompletionStage<AnswerData> ask(String room, String member, Content question, Duration within) {
        return found(room)
                .thenCompose(one -> one.log().whenOpen(() -> one.asks().ask(member, question, within)));
    }

    /** Delivers a member's answer, whichever server asked. */
    public CompletionStage<Void> answer(String room, String member, long question, AnswerData answer) {
        return found(room)
                .thenCompose(one -> one.log().whenOpen(() -> one.asks().answer(member, question, answer)));
    }

    /** Fails the stage instead of throwing, because a program cannot know that too many rooms are in use. */
    private CompletionStage<Room> found(String room) {
        try {
            return CompletableFuture.completedStage(open.room(room));
        } catch (Refusal refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    /** Ends a room: removes its log and its ids, and ends its readers. */
    public CompletionStage<Void> remove(String room) {
        return found(room).thenCompose(Room::remove);
    }

    /** Returns a page of the members at all servers, in order of arrival: those who came after that revision. */
    public CompletionStage<MemberPage> members(String room, long after, int limit) {
        String name = Names.room(room);
        return open.lane(name).presence().members(name, after, limit);
    }

    /** Returns how many read right now, with or without a seat. */
    public int readers(String room) {
        return open.known(room).map(one -> one.readers().count()).orElse(0);
    }

    /** Whether a member is in the room, or left it within the life of a token. Opens no room. */
    public CompletionStage<Boolean> remembers(String room, Member member) {
        String name = Names.room(room);
        return open.lane(name).presence().knows(name, member.id()).thenApply(Optional::isPresent);
    }

    /** Reserves the named task for this server for this long; of several servers that ask, one gets true. */
    public CompletionStage<Boolean> claim(String name, Duration length) {
        return open.lane(name).claim(name, length);
    }

    /** Gives up the named task. */
    public CompletionStage<Void> release(String name) {
        return open.lane(name).release(name);
    }

    public List<String> inMemory() {
        return open.names();
    }

    public boolean isInMemory(String room) {
        return open.known(room).isPresent();
    }

    public Access access() {
        return access;
    }

    /** Returns the memory that may be held for clients. */
    public Budget budget() {
        return open.budget();
    }

    public Limits limits() {
        return open.limits();
    }

    /** Returns why this server should get no new clients right now; empty while it is ready. */
    public Optional<String> notReady() {
        return open.farewell().isPresent() ? Optional.of("draining") : open.trouble();
    }

    /** Ends all readers because the server is about to stop. They come back spread over a while. */
    public void drain(Duration spread, RandomGenerator random) {
        Supplier<Ending> next = () -> Ending.of(Code.DRAINING).comeBackWithin(spread, random);
        open.sayFarewell(next);
        open.each(room -> room.readers().each(cursor -> cursor.end(next.get())));
    }

    /** Returns the ending of a reader that begins while the server is about to stop. */
    public Optional<Ending> farewell() {
        return open.farewell();
    }
}
