package io.roomcast.wire;

import io.roomcast.room.Entry;
import io.roomcast.room.log.Said;
import io.roomcast.room.log.Start;
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
 * What is said over one connection: one session, any number of rooms, commands and their answers. The transport hands in
 * what the client says, one text at a time; the rest happens on the domain's threads.
 */
public final class Dialogue {
    /** For how long somebody still hears what comes who has nothing more to say. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Reception reception;
    private final Visitor visitor;
    private final Connection connection;
    private final Speech speech;
    private final Optional<Duration> idle;
    private final Map<String, RoomOutlet> rooms = new ConcurrentHashMap<>();
    private volatile Optional<Session> session = Optional.empty();
    private volatile Optional<String> home = Optional.empty();
    private volatile Time.Alarm idleness = () -> {};
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean finished;
    private volatile boolean over;

    /** A connection that is in no room for as long as {@code idle} is ended. */
    public Dialogue(Reception reception, Visitor visitor, Connection connection, Speech speech, Duration idle) {
        this(reception, visitor, connection, speech, Optional.of(idle));
    }

    /** One of several that share a connection, each with words of its own; the connection ends for other reasons. */
    public Dialogue(Reception reception, Visitor visitor, Connection connection, Speech speech) {
        this(reception, visitor, connection, speech, Optional.empty());
    }

    private Dialogue(
            Reception reception, Visitor visitor, Connection connection, Speech speech, Optional<Duration> idle) {
        this.reception = reception;
        this.visitor = visitor;
        this.connection = connection;
        this.speech = speech;
        this.idle = idle;
        watchIdleness();
    }

    /** The URL named a room: without it the connection has no purpose, so a refusal ends it. */
    public void enter(Command.Join join) {
        home = Optional.of(join.room());
        try {
            join(join);
        } catch (Refusal refusal) {
            refuse(refusal, home);
        }
    }

    /** The first word was no good: says why and ends. */
    public void refuse(Refusal refusal, Optional<String> room) {
        connection.reply(speech.error(refusal, "", room));
        connection.end(Ending.of(refusal.code()).because(refusal.getMessage()));
    }

    /** One text of the client's: a command, or a message to the connection's room. */
    public void said(String text) {
        boolean isCommand = Commands.isCommand(text);
        try {
            if (isCommand) {
                obey(reception.commands().parse(text));
            } else {
                say(text);
            }
        } catch (Refusal refusal) {
            Commands.Named named =
                    isCommand ? reception.commands().named(text) : new Commands.Named("", Optional.empty());
            connection.reply(speech.error(refusal, named.id(), named.room().or(() -> home)));
        }
    }

    /** What a client asks for whose words are not ours. */
    public void asked(Command command) {
        attempt(() -> obey(command));
    }

    /** From now on the client goes by this name, in every room that it is in. */
    public void named(String name) {
        attempt(() -> {
            session = Optional.of(reception.session(visitor, Optional.of(me().token()), name));
            rooms.keySet().forEach(room -> reception.enter(visitor, room, me()));
        });
    }

    /** What a client publishes that is to be answered in words of its own, such as a number that stands for the answer. */
    public void published(Command.Publish publish, Answers answers) {
        try {
            publish(publish, answers);
        } catch (Refusal refusal) {
            connection.reply(answers.error(refusal, publish.id(), publish.room()));
        }
    }

    private void attempt(Runnable deed) {
        try {
            deed.run();
        } catch (Refusal refusal) {
            misunderstood(refusal);
        }
    }

    /** The client has nothing more to say: it hears the answers that are due, and what comes within a moment, and that was it. */
    public void nothingMore() {
        finished = true;
        endIfAnswered();
    }

    /** A moment later, because a program answers what was said by something of its own. */
    private void endIfAnswered() {
        if (finished && unanswered.get() == 0) {
            reception.time().after(LINGER, () -> end(Ending.of(Code.CLOSED).because("you had nothing more to say")));
        }
    }

    /** The client said something that cannot be read at all. */
    public void misunderstood(Refusal refusal) {
        connection.reply(speech.error(refusal, "", home));
    }

    private void say(String text) {
        Reception.plain(text)
                .ifPresent(content -> publish(new Command.Publish(List.of(content), Optional.empty(), ""), speech));
    }

    private void obey(Command command) {
        if (command instanceof Command.Publish publish) {
            publish(publish, speech);
        } else if (command instanceof Command.Join join) {
            join(join);
        } else if (command instanceof Command.Leave leave) {
            leave(leave);
        } else if (command instanceof Command.Ping ping) {
            connection.reply(speech.pong(ping.value()));
        } else if (command instanceof Command.Bye) {
            bye();
        } else if (command instanceof Command.Answer answer) {
            answer(room(answer.room()), answer.id(), new Said(answer.data(), false), answer.id());
        }
    }

    private void publish(Command.Publish publish, Answers answers) {
        String room = room(publish.room());
        var published = reception.publish(visitor, me(), room, publish.contents(), publish.id());
        unanswered.incrementAndGet();
        published.whenComplete((ack, failure) -> {
            connection.reply(
                    failure == null
                            ? answers.ack(publish.id(), room, ack)
                            : answers.error(Refusal.of(failure), publish.id(), Optional.of(room)));
            unanswered.decrementAndGet();
            endIfAnswered();
        });
    }

    private void join(Command.Join join) {
        reception.joins().take(visitor.address(), 1);
        Session me = sessionFor(join);
        if (!rooms.containsKey(join.room())
                && rooms.size() >= reception.bounds().rooms()) {
            throw new Refusal(
                    Code.TOO_MANY,
                    "one connection reads at most " + reception.bounds().rooms() + " rooms");
        }
        Start start = join.start();
        Entry entry = Entry.live(visitor, Optional.of(me), start)
                .skippingToLatest(join.latest())
                .askedBy(join.id());
        RoomOutlet outlet = new RoomOutlet(connection, this, join.room(), join.id());
        Optional.ofNullable(rooms.put(join.room(), outlet)).ifPresent(RoomOutlet::close);
        idleness.off();
        try {
            outlet.begin(reception.read(join.room(), entry, outlet));
        } catch (Refusal refusal) {
            ended(outlet);
            throw refusal;
        }
        if (over) {
            gone();
        }
    }

    /** The first join decides who this is; a later one may repeat the token but not bring another. */
    private Session sessionFor(Command.Join join) {
        if (session.isEmpty()) {
            session = Optional.of(reception.session(visitor, join.token(), join.name()));
            return session.get();
        }
        Session me = session.get();
        if (join.token()
                .filter(token -> !reception.sessions().resume(token).id().equals(me.id()))
                .isPresent()) {
            throw new Refusal(Code.CONFLICT, "this connection belongs to another session");
        }
        return me;
    }

    private void answer(String room, String question, Said said, String id) {
        reception.answer(visitor, me(), room, question, said).whenComplete((done, failure) -> {
            if (failure != null) {
                connection.reply(speech.error(Refusal.of(failure), id, Optional.of(room)));
            }
        });
    }

    private String room(Optional<String> named) {
        return named.or(() -> home).orElseThrow(() -> new Refusal(Code.BAD_COMMAND, "which room?"));
    }

    /** The client says in words of its own what it answers to a question. */
    public void answered(String room, String question, Said answer) {
        attempt(() -> answer(room, question, answer, ""));
    }

    private Session me() {
        return session.orElseThrow(() -> new Refusal(Code.UNAUTHORIZED, "join a room first"));
    }

    private void leave(Command.Leave leave) {
        Session me = me();
        RoomOutlet outlet = Optional.ofNullable(rooms.get(leave.room()))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "this connection is not in that room"));
        outlet.leave();
        reception.rooms().leave(leave.room(), me.id());
    }

    /** All seats are given up now, without grace, and the connection ends. */
    private void bye() {
        leave(rooms.keySet());
        connection.end(Ending.of(Code.CLOSED).because("you said bye"));
    }

    /** A reading is over; a connection without any is idle. */
    void ended(RoomOutlet outlet) {
        if (rooms.remove(outlet.room(), outlet) && rooms.isEmpty()) {
            watchIdleness();
        }
    }

    /** Whether the connection was opened for this room and reads no other. */
    boolean isAllAbout(String room) {
        return rooms.isEmpty() && home.filter(room::equals).isPresent();
    }

    private void watchIdleness() {
        idle.ifPresent(patience -> idleness = reception.time().after(patience, () -> {
            if (rooms.isEmpty()) {
                connection.end(Ending.of(Code.IDLE).because("in no room for too long"));
            }
        }));
    }

    Speech speech() {
        return speech;
    }

    /** The server ends the connection. */
    public void end(Ending ending) {
        connection.end(ending);
    }

    /** Gives all seats up, without grace and without a word. The connection may go on, by another dialogue. */
    public void giveUp() {
        List<String> left = List.copyOf(rooms.keySet());
        gone();
        leave(left);
    }

    private void leave(Collection<String> left) {
        session.ifPresent(me -> left.forEach(room -> reception.rooms().leave(room, me.id())));
    }

    /** The connection is gone: its readings end, its seats are kept for their grace. */
    public void gone() {
        over = true;
        idleness.off();
        rooms.values().forEach(RoomOutlet::close);
        rooms.clear();
    }
}
