package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Changes;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Said;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.seat.Asks;
import io.roomcast.room.seat.Questions;
import io.roomcast.room.seat.Roster;
import io.roomcast.room.seat.RosterFeed;
import io.roomcast.room.seat.Seats;
import io.roomcast.room.seat.Sitting;
import io.roomcast.room.time.Strand;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
    private final RosterFeed feed;
    private final Seats seats;
    private final Questions questions;
    private final Asks asks;
    private final Readers readers;
    private final Announcer announcer;
    private final ProgramGate gate;
    private final Publisher publisher;

    Room(OpenRooms rooms, String name) {
        this.rooms = rooms;
        this.name = name;
        this.lane = rooms.lane(name);
        this.strand = new Strand(rooms.workers());
        Time time = rooms.time();
        Tail tail = new Tail(name, limits().ring(), rooms.ringBudget());
        Pages pages = new Pages(lane, time, name, tail, limits().page(), limits().batchBytes());
        this.readers = new Readers(rooms.workers(), limits().pumps());
        this.roster = new Roster(limits().roster());
        this.feed = new RosterFeed(lane, name, time, strand, roster, this::learn);
        Catchup catchup = new Catchup(lane, time, name, strand, tail, pages, readers, feed);
        this.log = new OpenLog(lane, time, limits().heartbeat(), name, strand, tail, pages, readers, catchup);
        this.gate = new ProgramGate(rooms, name, strand);
        Seats.Rules rules = new Seats.Rules(limits().grace(), limits().members());
        this.seats = new Seats(lane, time, strand, name, rules, roster, gate, this::learn);
        this.questions = new Questions(time);
        int most = rooms.programs().bounds().asks();
        this.asks = new Asks(lane, time, strand, name, most, roster, this::learn);
        this.announcer = new Announcer(time, strand, limits().presence(), roster, readers);
        this.publisher = new Publisher(lane.commits(), limits().unacked(), strand, log, seats, gate);
    }

    String name() {
        return name;
    }

    /** Begins to read. What goes wrong later is told to the outlet; what is wrong at once is thrown. */
    Cursor read(Entry entry, Outlet outlet) {
        Cursor cursor = new Cursor(this, entry, outlet, readers.pump());
        log.whenOpen(() -> open(cursor)).exceptionally(failure -> {
            cursor.refuse(Refusal.of(failure));
            return null;
        });
        return cursor;
    }

    /** It is seated while its place is looked for. */
    private CompletionStage<Void> open(Cursor cursor) {
        Entry entry = cursor.entry();
        rooms.farewell().ifPresent(cursor::end);
        if (cursor.isOver()) {
            return CompletableFuture.completedStage(null);
        }
        int life = log.life();
        CompletionStage<Place> found = log.find(entry.start(), entry.reader());
        return sit(entry)
                .thenCompose(sitting -> known(entry, sitting)
                        .thenCombine(found, (known, place) -> place)
                        .thenAccept(place -> begin(cursor, place, sitting, life))
                        .whenComplete((begun, failure) -> {
                            if (failure != null) {
                                seats.abandon(sitting);
                            }
                        }));
    }

    private CompletionStage<Sitting> sit(Entry entry) {
        if (entry.seated().isEmpty()) {
            return CompletableFuture.completedStage(Sitting.none());
        }
        Member member = entry.seated().get().member();
        return entry.isPoll() ? seats.poll(member, entry.visitor(), entry.live()) : seats.join(member, entry.visitor());
    }

    /** Complete when the roster is known as far as the reader must be told of it, or has been told elsewhere. */
    private CompletionStage<Void> known(Entry entry, Sitting sitting) {
        boolean wants = sitting.member().isPresent() || entry.roster().isPresent();
        return wants
                ? feed.upTo(Math.max(sitting.number(), entry.roster().orElse(0)))
                : CompletableFuture.completedStage(null);
    }

    /** Takes a seat, or renews its grace, without a connection. */
    CompletionStage<Part.Welcome> enter(Visitor visitor, Session session, String command) {
        return log.whenOpen(() -> seats.enter(session.member(), visitor)
                .thenCompose(sitting -> feed.upTo(sitting.number()).thenApply(known -> {
                    Position head = log.tail().span().end();
                    return welcome(sitting.member().orElseThrow(), head, false, command);
                })));
    }

    /** Gives a seat up now, without grace; whoever reads from it reads no more. */
    CompletionStage<Void> leave(String member, Ending why) {
        return log.whenOpen(() -> seats.leave(member, why));
    }

    /** Asks a member who is here; completes with its answer, or fails. It may be asked again when it comes back meanwhile. */
    CompletionStage<Said> ask(String member, Content question, Duration within) {
        return log.whenOpen(() -> asks.ask(member, question, within));
    }

    /** A member answers what it was asked. */
    CompletionStage<Void> answer(String member, long question, Said answer) {
        return log.whenOpen(() -> asks.answer(member, question, answer));
    }

    /** The roster has changed up to this number, at some other server. */
    void rosterChanged(long number) {
        feed.heard(number);
    }

    /** A member who was here was given up, because its server is gone. */
    void gaveUp(Member member) {
        strand.execute(() -> {
            gate.neverCameBack(member);
            look();
        });
    }

    /** What fails is tried again by the feed. */
    private void look() {
        CompletionStage<Void> looked = feed.look();
        looked.exceptionally(failure -> null);
    }

    /** Takes over what is news of the roster; on the strand. All whose wishes went out together are told the same. */
    private void learn(Changes news, long asked) {
        long before = roster.number();
        if (news.number() <= before && !roster.wantsNames()) {
            return;
        }
        boolean isSeen = roster.take(news, asked);
        if (roster.wantsNames()) {
            look();
        }
        seats.learn(news);
        asks.learn(news);
        Set<String> members = questions.learn(news, asked, before);
        if (!members.isEmpty()) {
            readers.wake(members);
        }
        if (isSeen) {
            announcer.rosterChanged();
        }
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
        readers.each(cursor -> cursor.end(Ending.of(Code.GONE)));
    }

    /** Lets a reader in at its place, on its seat if it takes one. */
    private void begin(Cursor cursor, Place place, Sitting sitting, int life) {
        Entry entry = cursor.entry();
        rooms.farewell().ifPresent(cursor::end);
        if (life != log.life()) {
            cursor.end(Ending.of(Code.GONE));
        }
        Optional<Ending> left = sitting.over().filter(why -> sitting.member().isEmpty());
        left.filter(why -> entry.takesSeat() || why.code() == Code.KICKED).ifPresent(cursor::end);
        if (entry.takesSeat() && sitting.member().isPresent()) {
            seats.read(cursor, sitting);
        }
        if (cursor.isOver()) {
            seats.released(entry.reader(), cursor);
            return;
        }
        Optional<Part> greeting = switch (entry.greeting()) {
            case WELCOME ->
                sitting.member().map(member -> welcome(member, place.position(), place.recovered(), entry.command()));
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

    void released(Cursor cursor) {
        strand.execute(() -> seats.released(cursor.reader(), cursor));
    }

    /** Whether nothing would be missed if the room were forgotten. */
    boolean isIdle() {
        boolean nobody = readers.count() == 0 && seats.isIdle() && asks.isIdle();
        return nobody && log.isIdle() && feed.isIdle() && publisher.isIdle() && gate.isIdle();
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

    Questions questions() {
        return questions;
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
