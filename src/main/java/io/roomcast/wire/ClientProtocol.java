package io.roomcast.wire;

import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The protocol of one connection: one session, any number of rooms, commands and their replies. The transport hands in
 * the client's texts one at a time; the rest happens on the domain's threads.
 */
public final class ClientProtocol {
    /** How long a client that has finished sending keeps receiving. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final Duration NEVER = Duration.ZERO;

    private final Ingress ingress;
    private final Visitor visitor;
    private final SharedConnection connection;
    private final ConnectionEncoder encoder;
    private final Duration idle;
    private final Map<String, RoomOutlet> rooms = new ConcurrentHashMap<>();
    private volatile Session session; // null until the first join
    private volatile String home = "";
    private volatile Time.Alarm idleness = () -> {};
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean finished;
    private volatile boolean over; // after a bye, too: nothing that comes behind it counts

    /** Makes one of several protocols that share a connection, each with its own encoder. It never ends as idle. */
    public ClientProtocol(Ingress ingress, Visitor visitor, SharedConnection connection, ConnectionEncoder encoder) {
        this(ingress, visitor, connection, encoder, NEVER);
    }

    /** Makes the only protocol of a connection, which ends after it was in no room for {@code idle}. */
    public ClientProtocol(
            Ingress ingress, Visitor visitor, SharedConnection connection, ConnectionEncoder encoder, Duration idle) {
        this.ingress = ingress;
        this.visitor = visitor;
        this.connection = connection;
        this.encoder = encoder;
        this.idle = idle;
        watchIdleness();
    }

    /** Joins the room in the URL. The connection has no other purpose, so a refusal ends it. */
    public void enter(Command.Join join) {
        home = join.room();
        try {
            join(join);
        } catch (Refusal refusal) {
            refuse(refusal, home);
        }
    }

    /** Refuses the connection: sends the reason and ends it. The room may be empty. */
    public void refuse(Refusal refusal, String room) {
        connection.reply(encoder.error(refusal, "", room));
        connection.end(Ending.of(refusal.code()).because(refusal.getMessage()));
    }

    /** Takes one text from the client: a command, or a message to the connection's room. */
    public void receive(String text) {
        boolean isCommand = CommandParser.isCommand(text);
        try {
            if (isCommand) {
                dispatch(ingress.commands().parse(text));
            } else {
                Ingress.plain(text)
                        .ifPresent(content -> submit(new Command.Publish(List.of(content), "", ""), encoder));
            }
        } catch (Refusal refusal) {
            var known = isCommand ? ingress.commands().idAndRoom(text, home) : new CommandParser.IdAndRoom("", home);
            connection.reply(encoder.error(refusal, known.id(), known.room()));
        }
    }

    /** Takes a command from a client that does not send JSON lines. */
    public void execute(Command command) {
        attempt(() -> dispatch(command));
    }

    /** Renames the client in all its rooms. */
    public void rename(String name) {
        attempt(() -> {
            ingress.joins().take(visitor.address(), Math.max(1, rooms.size()));
            session = ingress.session(visitor, me().token(), name);
            rooms.keySet().forEach(room -> ingress.enter(visitor, room, me()));
        });
    }

    /** Publishes, and encodes the reply with another encoder than the connection's. */
    public void publish(Command.Publish publish, ReplyEncoder replies) {
        try {
            submit(publish, replies);
        } catch (Refusal refusal) {
            connection.reply(replies.error(refusal, publish.id(), publish.room()));
        }
    }

    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (Refusal refusal) {
            refuseInput(refusal);
        }
    }

    /** Notes that the client has finished sending. It still receives its replies, and deliveries for another second. */
    public void inputEnded() {
        finished = true;
        endIfAnswered();
    }

    /** Ends the connection a second later, because a program may react to a publish with an event of its own. */
    private void endIfAnswered() {
        if (finished && unanswered.get() == 0) {
            ingress.time().after(LINGER, () -> end(Ending.of(Code.CLOSED).because("you finished sending")));
        }
    }

    /** Refuses input that cannot be parsed at all. */
    public void refuseInput(Refusal refusal) {
        connection.reply(encoder.error(refusal, "", home));
    }

    private void dispatch(Command command) {
        if (command instanceof Command.Publish publish) {
            submit(publish, encoder);
        } else if (command instanceof Command.Join join && !over) {
            join(join);
        } else if (command instanceof Command.Leave leave) {
            leave(leave);
        } else if (command instanceof Command.Ping ping) {
            connection.reply(encoder.pong(ping.value()));
        } else if (command instanceof Command.Bye) {
            bye();
        } else if (command instanceof Command.Answer answer) {
            answer(room(answer.room()), answer.id(), new AnswerData(answer.data(), false), answer.id());
        }
    }

    private void submit(Command.Publish publish, ReplyEncoder replies) {
        String room = room(publish.room());
        var published = ingress.publish(visitor, me(), room, publish.contents(), publish.id());
        unanswered.incrementAndGet();
        published.whenComplete((ack, failure) -> {
            String id = publish.id();
            connection.reply(
                    failure == null ? replies.ack(id, room, ack) : replies.error(Refusal.of(failure), id, room));
            unanswered.decrementAndGet();
            endIfAnswered();
        });
    }

    private void join(Command.Join join) {
        ingress.joins().take(visitor.address(), 1);
        Session me = sessionFor(join);
        if (!rooms.containsKey(join.room()) && rooms.size() >= ingress.bounds().rooms()) {
            int most = ingress.bounds().rooms();
            throw new Refusal(Code.TOO_MANY, "one connection can be in at most " + most + " rooms");
        }
        ReadRequest request = ReadRequest.live(visitor, me, join.start())
                .skippingToLatest(join.latest())
                .askedBy(join.id());
        RoomOutlet outlet = new RoomOutlet(connection, this, join.room(), join.id());
        Optional.ofNullable(rooms.put(join.room(), outlet)).ifPresent(RoomOutlet::close);
        idleness.off();
        try {
            outlet.begin(ingress.read(join.room(), request, outlet));
        } catch (Refusal refusal) {
            ended(outlet);
            throw refusal;
        }
        if (over) {
            connectionClosed();
        }
    }

    /** Returns the session. The first join decides it; a later one may repeat its token but not send another. */
    private Session sessionFor(Command.Join join) {
        if (session == null) {
            session = join.token()
                    .map(token -> ingress.session(visitor, token, join.name()))
                    .orElseGet(() -> ingress.newSession(visitor, join.name()));
        } else if (join.token()
                .filter(token -> !ingress.sessions().resume(token).id().equals(session.id()))
                .isPresent()) {
            throw new Refusal(Code.CONFLICT, "this connection belongs to another session");
        }
        return me();
    }

    private void answer(String room, String question, AnswerData said, String id) {
        ingress.answer(visitor, me(), room, question, said).whenComplete((done, failure) -> {
            if (failure != null) {
                connection.reply(encoder.error(Refusal.of(failure), id, room));
            }
        });
    }

    private String room(String named) {
        String room = named.isEmpty() ? home : named;
        if (room.isEmpty()) {
            throw new Refusal(Code.BAD_COMMAND, "name a room: this connection has no room of its own");
        }
        return room;
    }

    /** Takes the answer of a client that does not send JSON lines. */
    public void answer(String room, String question, AnswerData answer) {
        attempt(() -> answer(room, question, answer, ""));
    }

    private Session me() {
        if (session == null || over) {
            throw new Refusal(Code.UNAUTHORIZED, "join a room first");
        }
        connection.check(session);
        return session;
    }

    private void leave(Command.Leave leave) {
        Session me = me();
        RoomOutlet outlet = Optional.ofNullable(rooms.get(leave.room()))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "this connection is not in that room"));
        outlet.leave();
        ingress.rooms().leave(leave.room(), me.id());
    }

    /** Gives up all seats without grace, and ends the connection. */
    private void bye() {
        over = true;
        leave(rooms.keySet());
        connection.end(Ending.of(Code.CLOSED).because("you said bye"));
    }

    /** Notes that the reading of a room is over. A connection that reads no room is idle. */
    void ended(RoomOutlet outlet) {
        if (rooms.remove(outlet.room(), outlet) && rooms.isEmpty()) {
            watchIdleness();
        }
    }

    /** Whether the connection was opened for this room only. */
    boolean isOnlyFor(String room) {
        return rooms.isEmpty() && home.equals(room);
    }

    private void watchIdleness() {
        if (!idle.equals(NEVER)) {
            idleness = ingress.time().after(idle, () -> {
                if (rooms.isEmpty()) {
                    connection.end(Ending.of(Code.IDLE).because("the connection was in no room for too long"));
                }
            });
        }
    }

    ConnectionEncoder encoder() {
        return encoder;
    }

    public void end(Ending ending) {
        connection.end(ending);
    }

    /** Gives up all seats without grace and without a reply. The connection may go on with another protocol. */
    public void leaveAll() {
        List<String> left = List.copyOf(rooms.keySet());
        connectionClosed();
        leave(left);
    }

    private void leave(Collection<String> left) {
        if (session != null) {
            left.forEach(room -> ingress.rooms().leave(room, session.id()));
        }
    }

    /** Notes that the connection is closed: its readings end, and its seats are kept for their grace. */
    public void connectionClosed() {
        over = true;
        idleness.off();
        rooms.values().forEach(RoomOutlet::close);
        rooms.clear();
    }
}
