package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.seat.AskedQuestions;
import io.roomcast.room.seat.Questions;
import io.roomcast.room.seat.Roster;
import io.roomcast.room.seat.RosterFeed;
import io.roomcast.room.seat.SeatTicket;
import io.roomcast.room.seat.Seats;
import io.roomcast.room.time.Strand;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One room while it is in memory: its tail, roster and readers over a log that lives in the engine. Any thread may call
 * it; the room changes on its strand, one step after the other. It never leaves the domain: other packages use its
 * name.
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
    private final AskedQuestions asks;
    private final Readers readers;
    private final RosterAnnouncer announcer;
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
        this.readers = new Readers(rooms.workers(), limits().pumps(), time);
        this.roster = new Roster(limits().roster());
        this.feed = new RosterFeed(lane, name, time, strand, roster, this::learn);
        Catchup catchup = new Catchup(lane, time, name, strand, tail, pages, readers, feed);
        this.log = new OpenLog(lane, time, limits().heartbeat(), name, strand, tail, pages, readers, catchup);
        this.gate = new ProgramGate(rooms, name, strand);
        Seats.Rules rules = new Seats.Rules(limits().grace(), limits().members());
        this.seats = new Seats(lane, time, strand, name, rules, roster, gate, this::learn);
        this.questions = new Questions(time);
        int most = rooms.programs().bounds().asks();
        this.asks = new AskedQuestions(lane, time, strand, name, most, roster, this::learn);
        this.announcer = new RosterAnnouncer(time, strand, limits().presence(), roster, readers);
        this.publisher = new Publisher(lane.commits(), limits().unacked(), strand, log, seats, gate);
    }

    String name() {
        return name;
    }

    /** Begins to read. Throws what is wrong immediately; tells the outlet what goes wrong later. */
    Cursor read(ReadRequest request, Outlet outlet) {
        Cursor cursor = new Cursor(this, request, outlet, readers.pump());
        log.whenOpen(() -> open(cursor)).exceptionally(failure -> {
            cursor.refuse(Refusal.of(failure));
            return null;
        });
        return cursor;
    }

    /** Takes the seat while the starting point is found. */
    private CompletionStage<Void> open(Cursor cursor) {
        ReadRequest request = cursor.request();
        rooms.farewell().ifPresent(cursor::end);
        if (cursor.isOver()) {
            return CompletableFuture.completedStage(null);
        }
        int life = log.life();
        CompletionStage<StartingPoint> found = log.find(request.start(), request.reader());
        return sit(request)
                .thenCompose(ticket -> known(request, ticket)
                        .thenCombine(found, (known, start) -> start)
                        .thenAccept(start -> begin(cursor, start, ticket, life))
                        .whenComplete((begun, failure) -> {
                            if (failure != null) {
                                seats.abandon(ticket);
                            }
                        }));
    }

    private CompletionStage<SeatTicket> sit(ReadRequest request) {
        if (request.seated().isEmpty()) {
            return CompletableFuture.completedStage(SeatTicket.none());
        }
        Member member = request.seated().get().member();
        return request.isPoll()
                ? seats.poll(member, request.visitor(), request.live())
                : seats.join(member, request.visitor());
    }

    /** Completes when the roster is known as far as the reader must be told of it, or has been told elsewhere. */
    private CompletionStage<Void> known(ReadRequest request, SeatTicket ticket) {
        boolean wants = ticket.member().isPresent() || request.roster().isPresent();
        return wants
                ? feed.upTo(Math.max(ticket.number(), request.roster().orElse(0)))
                : CompletableFuture.completedStage(null);
    }

    /** Takes a seat, or renews its grace, without a connection. */
    CompletionStage<Delivery.Welcome> enter(Visitor visitor, Session session, String command) {
        return log.whenOpen(() -> seats.enter(session.member(), visitor)
                .thenCompose(ticket -> feed.upTo(ticket.number()).thenApply(known -> {
                    Position head = log.tail().extent().end();
                    return welcome(ticket.member().orElseThrow(), head, false, command);
                })));
    }

    /** Gives a seat up now, without grace; its readers are ended. */
    CompletionStage<Void> leave(String member, Ending why) {
        return log.whenOpen(() -> seats.leave(member, why));
    }

    /** Does the same if a seat of the member is known here. */
    void leaveIfSeated(String member, Ending why) {
        strand.execute(() -> seats.leaveIfKnown(member, why));
    }

    /** Hears that the roster changed up to this number, at another server. */
    void rosterChanged(long number) {
        feed.heard(number);
    }

    /** Tells programs that a member was given up because its server is gone. */
    void gaveUp(Member member) {
        strand.execute(() -> {
            gate.neverCameBack(member);
            readRoster();
        });
    }

    /** The feed retries what fails. */
    private void readRoster() {
        CompletionStage<Void> read = feed.catchUp();
        read.exceptionally(failure -> null);
    }

    /** Takes over news of the roster, on the strand. All requests that went out together get the same news. */
    private void learn(RosterNews news, long asked) {
        long before = roster.number();
        if (news.number() <= before && !roster.wantsNames()) {
            return;
        }
        boolean isSeen = roster.take(news, asked);
        if (roster.wantsNames()) {
            readRoster();
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

    /** Ends the room: removes its log and its ids, and ends its readers. */
    CompletionStage<Void> remove() {
        readers.hold();
        String epoch = log.tail().extent().end().epoch();
        // A look at the log may have come first, and found it empty or born again.
        Runnable end = () -> gone(log.tail().extent().isBorn() ? epoch : Position.START.epoch());
        CompletionStage<Void> removed = lane.log().remove(name).thenRunAsync(end, strand);
        return removed.whenComplete((done, failure) -> readers.goOn());
    }

    /** Hears that the log with this newest epoch was removed elsewhere, perhaps long ago. */
    void removed(String epoch) {
        strand.execute(() -> gone(epoch));
    }

    private void gone(String epoch) {
        if (!log.tail().extent().end().epoch().equals(epoch)) {
            log.catchUp();
            return;
        }
        log.forget();
        readers.each(cursor -> cursor.end(Ending.of(Code.GONE)));
    }

    /** Lets a reader begin at its starting point, on its seat if it takes one. */
    private void begin(Cursor cursor, StartingPoint start, SeatTicket ticket, int life) {
        ReadRequest request = cursor.request();
        rooms.farewell().ifPresent(cursor::end);
        if (life != log.life()) {
            cursor.end(Ending.of(Code.GONE));
        }
        request.session().flatMap(rooms.sessions()::why).ifPresent(cursor::end);
        Optional<Ending> left = ticket.over().filter(why -> ticket.member().isEmpty());
        left.filter(why -> request.takesSeat() || why.code() == Code.KICKED).ifPresent(cursor::end);
        if (request.takesSeat() && ticket.member().isPresent()) {
            seats.read(cursor, ticket);
        }
        if (cursor.isOver()) {
            seats.released(request.reader(), cursor);
            return;
        }
        boolean welcomed = request.greeting() == ReadRequest.Greeting.WELCOME;
        long told = welcomed ? roster.revision() : request.roster().orElse(-1);
        greeting(request, start, ticket).ifPresent(cursor::greet);
        cursor.begin(new ReaderState(this, request, start, told));
    }

    private Optional<Delivery> greeting(ReadRequest request, StartingPoint start, SeatTicket ticket) {
        return switch (request.greeting()) {
            case WELCOME ->
                ticket.member().map(member -> welcome(member, start.position(), start.recovered(), request.command()));
            case POSITION -> Optional.of(new Delivery.Stand(name, start.position()));
            case NONE -> Optional.empty();
        };
    }

    private Delivery.Welcome welcome(Member me, Position position, boolean recovered, String command) {
        Position head = log.tail().extent().end();
        return new Delivery.Welcome(
                name, me, position, head, roster.everybody(), roster.count(), roster.revision(), recovered, command);
    }

    void released(Cursor cursor) {
        strand.execute(() -> seats.released(cursor.reader(), cursor));
    }

    /** Whether the room can be forgotten without losing anything. */
    boolean isIdle() {
        boolean nobody = readers.count() == 0 && seats.isIdle() && asks.isIdle();
        return nobody && log.isIdle() && feed.isIdle() && publisher.isIdle() && gate.isIdle();
    }

    /** Drops the events that are shared in memory. */
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

    AskedQuestions asks() {
        return asks;
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
