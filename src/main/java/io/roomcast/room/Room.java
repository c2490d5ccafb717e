package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Said;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Strand;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Seated;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One room while it is in memory: its tail, roster and readers over a log that lives in the engine. Any thread may call
 * it; what changes the room happens on its strand, one thing after the other. It never leaves the domain: others name it.
 */
final class Room {
    private final OpenRooms rooms;
    private final String name;
    private final OpenLane lane;
    private final Strand strand;
    private final OpenLog log;
    private final Roster roster;
    private final Seats seats;
    private final Readers readers;
    private final Announcer announcer;
    private final ProgramGate gate;
    private final Publisher publisher;
    private final Asks asks;

    Room(OpenRooms rooms, String name) {
        this.rooms = rooms;
        this.name = name;
        this.lane = rooms.lane(name);
        this.strand = new Strand(rooms.workers());
        Tail tail = new Tail(name, limits().ring(), rooms.ringBudget());
        Pages pages = new Pages(lane, rooms.time(), name, tail, limits().page(), limits().batchBytes());
        this.readers = new Readers(rooms.workers(), limits().pumps());
        Catchup catchup = new Catchup(lane, rooms.time(), name, strand, tail, pages, readers);
        this.log = new OpenLog(
                lane, rooms.time(), limits().heartbeat(), name, strand, tail, pages, this::restore, readers, catchup);
        this.roster = new Roster(name, limits().roster(), rooms.time().millis());
        this.seats = new Seats(lane.presence(), name, rooms.time(), limits().grace(), roster, this::graceIsOver);
        this.announcer = new Announcer(rooms.time(), strand, limits().presence(), roster, readers);
        this.gate = new ProgramGate(rooms, name, strand);
        this.publisher = new Publisher(lane.commits(), limits().unacked(), strand, log, seats, gate);
        this.asks = new Asks(name, rooms.time(), rooms.programs().bounds().asks());
    }

    String name() {
        return name;
    }

    /** Begins to read. What goes wrong later is told to the outlet; what is wrong at once is thrown. */
    Cursor read(Entry entry, Outlet outlet) {
        Cursor cursor = new Cursor(this, entry, outlet, readers.pump());
        log.whenOpen(() -> {
                    int life = log.life();
                    return find(entry).thenAccept(place -> begin(cursor, place, life));
                })
                .whenCompleteAsync((done, failure) -> seats.forget(entry.reader()), strand)
                .exceptionally(failure -> {
                    cursor.refuse(Refusal.of(failure));
                    return null;
                });
        return cursor;
    }

    private CompletionStage<Place> find(Entry entry) {
        entry.seated()
                .map(Session::member)
                .filter(one -> !seats.isTaken(one.id()))
                .ifPresent(seats::expect);
        return log.find(entry.start(), entry.reader());
    }

    /** Takes a seat, or renews its grace, without a connection. */
    CompletionStage<Part.Welcome> enter(Visitor visitor, Session session, String command) {
        return log.whenOpen(() -> {
            Member me = sit(session.member(), visitor);
            Position head = log.tail().span().end();
            return CompletableFuture.completedStage(welcome(me, head, false, command));
        });
    }

    /** Gives a seat up now, without grace; whoever reads from it reads no more. */
    CompletionStage<Void> leave(String member, Ending why) {
        return CompletableFuture.runAsync(
                () -> {
                    roster.member(member).ifPresent(one -> gone(one, seats.isFormer(member)));
                    seats.leave(member, why).ifPresent(reader -> reader.end(why));
                    announcer.rosterChanged();
                },
                strand);
    }

    /** Asks a member who is here; completes with its answer, or fails. It may be asked again when it comes back meanwhile. */
    CompletionStage<Said> ask(String member, Content question, Duration within) {
        if (roster.member(member).isEmpty()) {
            return CompletableFuture.failedStage(new Refusal(Code.NOT_FOUND, "nobody with this id is here"));
        }
        CompletionStage<Said> answer = asks.ask(member, question, within);
        readers.wake(new TreeSet<>(Set.of(member)));
        return answer;
    }

    /** A member answers what it was asked. */
    void answer(String member, String question, Said answer) {
        asks.answer(member, question, answer);
    }

    /** Who is here, in the order in which they came, a page at a time: those who came after that revision. */
    List<Seated> members(long after, int limit) {
        return roster.page(after, limit);
    }

    int count() {
        return roster.count();
    }

    /** Ends the room: its log and its ids are gone, and so are its readers. */
    CompletionStage<Void> remove() {
        String epoch = log.tail().span().end().epoch();
        return lane.log().remove(name).thenRunAsync(() -> gone(epoch), strand);
    }

    /** The log with this newest epoch was removed elsewhere; if ours is another by now, this comes late. */
    void removed(String epoch) {
        strand.execute(() -> gone(epoch));
    }

    private void gone(String epoch) {
        if (!log.tail().span().end().epoch().equals(epoch)) {
            log.look();
            return;
        }
        log.forget();
        // Who sits here is known to the next log of this name, too.
        roster.page(0, Integer.MAX_VALUE).forEach(one -> lane.presence().seat(name, one.member()));
        readers.each(cursor -> cursor.end(Ending.of(Code.GONE)));
    }

    /** Lets a reader in at its place, on its seat if it takes one. */
    private void begin(Cursor cursor, Place place, int life) {
        Entry entry = cursor.entry();
        rooms.farewell().ifPresent(cursor::end);
        if (life != log.life()) {
            cursor.end(Ending.of(Code.GONE));
        }
        Optional<Ending> left = entry.isPoll() ? seats.whyLeft(entry.reader()) : Optional.empty();
        left.filter(why -> entry.takesSeat() || why.code() == Code.KICKED).ifPresent(cursor::end);
        if (cursor.isOver()) {
            return;
        }
        Optional<Member> me = (left.isPresent() ? Optional.<Session>empty() : entry.seated())
                .map(session -> sit(session.member(), entry.visitor()));
        if (entry.takesSeat()) {
            seats.read(cursor).ifPresent(older -> older.end(Ending.of(Code.REPLACED)));
        }
        Optional<Part> greeting = switch (entry.greeting()) {
            case WELCOME -> me.map(member -> welcome(member, place.position(), place.recovered(), entry.command()));
            case POSITION -> Optional.of(new Part.Stand(name, place.position()));
            case NONE -> Optional.empty();
        };
        boolean welcomed = entry.greeting() == Entry.Greeting.WELCOME;
        long told = welcomed ? roster.revision() : entry.roster().orElse(-1);
        cursor.begin(new Reading(this, entry, place, told), greeting);
    }

    private Part.Welcome welcome(Member me, Position position, boolean recovered, String command) {
        Position head = log.tail().span().end();
        return new Part.Welcome(
                name, me, position, head, roster.everybody(), roster.count(), roster.revision(), recovered, command);
    }

    private Member sit(Member asked, Visitor visitor) {
        if (!seats.isTaken(asked.id()) && seats.count() >= limits().members()) {
            throw new Refusal(Code.TOO_MANY, "this room is full");
        }
        boolean isNew = !seats.isTaken(asked.id());
        boolean cameBack = seats.isFormer(asked.id());
        long before = roster.revision();
        Member member = seats.sit(asked);
        if (roster.revision() != before) {
            announcer.rosterChanged();
        }
        if (isNew || cameBack) {
            gate.joined(member, visitor, cameBack);
        }
        return member;
    }

    private void restore(List<Member> former) {
        seats.restore(former);
        roster.announce();
    }

    private void graceIsOver(String member, long freed) {
        strand.execute(() -> {
            Optional<Member> late = roster.member(member);
            boolean neverCameBack = seats.isFormer(member);
            if (seats.expire(member, freed)) {
                late.ifPresent(one -> gone(one, neverCameBack));
                announcer.rosterChanged();
            }
        });
    }

    private void gone(Member member, boolean neverCameBack) {
        asks.gone(member.id());
        if (neverCameBack) {
            gate.neverCameBack(member);
        } else {
            gate.left(member);
        }
    }

    void released(Cursor cursor) {
        strand.execute(() -> seats.released(cursor));
    }

    /** Whether nothing would be missed if the room were forgotten. */
    boolean isIdle() {
        return readers.count() == 0 && roster.count() == 0 && log.isIdle() && publisher.isIdle() && gate.isIdle();
    }

    /** Forgets the events that are shared in memory. */
    void forget() {
        log.tail().forget();
    }

    Readers readers() {
        return readers;
    }

    Tail tail() {
        return log.tail();
    }

    OpenLane lane() {
        return lane;
    }

    Publisher publisher() {
        return publisher;
    }

    OpenLog log() {
        return log;
    }

    Asks asks() {
        return asks;
    }

    Roster roster() {
        return roster;
    }

    Limits limits() {
        return rooms.limits();
    }

    Time time() {
        return rooms.time();
    }
}
