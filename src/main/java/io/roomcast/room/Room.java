package io.roomcast.room;

import io.roomcast.room.log.Ack;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Said;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Strand;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Access;
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
 * the public methods; what changes the room happens on its strand, one thing after the other.
 */
public final class Room {
    private final Rooms rooms;
    private final String name;
    private final Strand strand;
    private final OpenLog log;
    private final Roster roster;
    private final Seats seats;
    private final Readers readers;
    private final Announcer announcer;
    private final Intake intake;
    private final Asks asks;

    Room(Rooms rooms, String name) {
        this.rooms = rooms;
        this.name = name;
        this.strand = new Strand(rooms.workers());
        Tail tail = new Tail(name, limits().ring(), rooms.ringBudget());
        Pages pages = new Pages(rooms.engine(), name, limits().page(), limits().batchBytes());
        this.log = new OpenLog(rooms.engine(), name, strand, tail, pages, this::restore);
        this.roster = new Roster(name, limits().roster(), rooms.time().millis());
        this.seats = new Seats(rooms.engine(), name, rooms.time(), limits().grace(), roster, this::graceIsOver);
        this.readers = new Readers(rooms.workers(), limits().pumps());
        this.announcer = new Announcer(rooms.time(), strand, limits().presence(), roster, readers);
        this.intake = new Intake(rooms, name, strand, log, seats, readers);
        this.asks = new Asks(name, rooms.time(), rooms.programs().bounds().asks());
    }

    public String name() {
        return name;
    }

    /** Begins to read. What goes wrong later is told to the outlet; what is wrong at once is thrown. */
    public Cursor read(Entry entry, Outlet outlet) {
        check(entry.visitor(), Access.Deed.READ);
        if (entry.seated().isPresent()) {
            check(entry.visitor(), Access.Deed.ENTER);
        }
        Cursor cursor = new Cursor(this, entry, outlet, readers.pump());
        log.whenOpen()
                .thenComposeAsync(span -> find(entry), strand)
                .thenAcceptAsync(place -> begin(cursor, place), strand)
                .whenCompleteAsync((done, failure) -> seats.forget(entry.reader()), strand)
                .exceptionally(failure -> {
                    cursor.refuse(Refusal.of(failure));
                    return null;
                });
        return cursor;
    }

    private CompletionStage<OpenLog.Place> find(Entry entry) {
        entry.seated()
                .map(Session::member)
                .filter(one -> !seats.isTaken(one.id()))
                .ifPresent(seats::expect);
        return log.find(entry.start(), entry.reader());
    }

    /** Takes a seat, or renews its grace, without a connection. */
    public CompletionStage<Part.Welcome> enter(Visitor visitor, Session session, String command) {
        check(visitor, Access.Deed.ENTER);
        return log.whenOpen()
                .thenApplyAsync(
                        span -> {
                            Member me = sit(session.member(), visitor);
                            Position head = log.tail().span().end();
                            return welcome(me, head, false, command);
                        },
                        strand);
    }

    /** Gives a seat up now, without grace; whoever reads from it reads no more. */
    public CompletionStage<Void> leave(String member) {
        return leave(member, Ending.of(Code.CLOSED).because("you left: enter anew"));
    }

    /** The same for a reason of somebody else's. */
    public CompletionStage<Void> leave(String member, Ending why) {
        return CompletableFuture.runAsync(
                () -> {
                    roster.member(member).ifPresent(this::gone);
                    seats.leave(member, why).ifPresent(reader -> reader.end(why));
                    announcer.rosterChanged();
                },
                strand);
    }

    /** Publishes for somebody, unless a program takes or refuses it; completes once it is as durable as the engine promises. */
    public CompletionStage<Ack> publish(Visitor visitor, Draft draft) {
        check(visitor, Access.Deed.PUBLISH);
        return intake.publish(visitor, draft);
    }

    /** Publishes for a program of the deployer's: no other program is asked. */
    public CompletionStage<Ack> publish(Draft draft) {
        return intake.publish(draft);
    }

    /** Asks a member who is here; completes with its answer, or fails. It may be asked again when it comes back meanwhile. */
    public CompletionStage<Said> ask(String member, Content question, Duration within) {
        if (roster.member(member).isEmpty()) {
            return CompletableFuture.failedStage(new Refusal(Code.NOT_FOUND, "nobody with this id is here"));
        }
        CompletionStage<Said> answer = asks.ask(member, question, within);
        readers.wake(new TreeSet<>(Set.of(member)));
        return answer;
    }

    /** A member answers what it was asked. */
    public void answer(String member, String question, Said answer) {
        asks.answer(member, question, answer);
    }

    /** Who is here, in the order in which they came, a page at a time: those who came after that revision. */
    public List<Seated> members(long after, int limit) {
        return roster.page(after, limit);
    }

    public int count() {
        return roster.count();
    }

    /** How many read at the moment, with or without a seat. */
    public int readerCount() {
        return readers.count();
    }

    /** Ends the room: its log and its ids are gone, and so are its readers. */
    public CompletionStage<Void> remove() {
        Ending removed = Ending.of(Code.GONE);
        return rooms.engine()
                .remove(name)
                .thenRunAsync(
                        () -> {
                            log.forget();
                            readers.each(cursor -> cursor.end(removed));
                        },
                        strand);
    }

    /** Lets a reader in at its place, on its seat if it takes one. */
    private void begin(Cursor cursor, OpenLog.Place place) {
        Entry entry = cursor.entry();
        rooms.farewell().ifPresent(cursor::end);
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
        long before = roster.revision();
        Member member = seats.sit(asked);
        if (roster.revision() != before) {
            announcer.rosterChanged();
        }
        if (isNew) {
            intake.vetting().joined(member, visitor);
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
            if (seats.expire(member, freed)) {
                late.ifPresent(this::gone);
                announcer.rosterChanged();
            }
        });
    }

    private void gone(Member member) {
        asks.gone(member.id());
        intake.vetting().left(member);
    }

    void lookAgain() {
        intake.lookAgain();
    }

    void released(Cursor cursor) {
        strand.execute(() -> seats.released(cursor));
    }

    /** Whether nothing would be missed if the room were forgotten. */
    boolean isIdle() {
        return readers.count() == 0 && roster.count() == 0 && log.pages().isIdle() && intake.isIdle();
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

    Pages pages() {
        return log.pages();
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

    private void check(Visitor visitor, Access.Deed deed) {
        rooms.access().check(visitor, deed, name);
    }
}
