package io.roomcast.socketio;

import io.roomcast.room.Batch;
import io.roomcast.room.Part;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Format;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Said;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.PacketOutput;
import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.Command;
import io.roomcast.wire.Dialogue;
import io.roomcast.wire.Json;
import io.roomcast.wire.Reception;
import io.roomcast.wire.Speech;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One client in one namespace: a session in a room, and the words in which it is spoken to. The client's own thread
 * connects, emits and leaves; what is said to it comes from any thread.
 */
final class Namespace implements Speech {
    private static final String LOBBY = "lobby";

    /** Some clients read a number no bigger than this. */
    private static final long BIGGEST = Integer.MAX_VALUE;

    private static final int MOST_ASKED = 256;

    private final Peer peer;
    private final Reception reception;
    private final String path;
    private final String room;
    private volatile Auth auth = Auth.NONE;
    private volatile Format<List<EnginePacket>> events = Emits.of(false, false, false);
    private volatile State state = State.CONNECTING;
    private volatile Optional<Dialogue> dialogue = Optional.empty();
    /** The questions that the client was told, by what it calls them. */
    private final Map<Long, Long> asked = new LinkedHashMap<>();

    private enum State {
        CONNECTING,
        HERE,
        OUT
    }

    Namespace(Peer peer, Reception reception, String path, String room) {
        this.peer = peer;
        this.reception = reception;
        this.path = path;
        this.room = room;
    }

    /** The room that a namespace's path names; it may not be the name of one. */
    static String room(String path) {
        return path.equals("/") ? LOBBY : path.substring(1);
    }

    String path() {
        return path;
    }

    String room() {
        return room;
    }

    /** Whether it is, or is about to be, in the room. */
    boolean isHere() {
        return state != State.OUT;
    }

    void connect(SocketPacket.Connect connect) {
        try {
            if (!Names.room(room).equals(room)) {
                throw new Refusal(Code.BAD_ROOM, "the name of a room is written in NFC");
            }
            Auth given = Auth.parse(reception, peer.auth(connect));
            Visitor visitor = peer.session().visitor().authenticatedBy(peer.credentials(connect));
            (recovers() ? given : given.unrecovered())
                    .awakened(reception, room)
                    .whenComplete((awake, failure) -> enter(visitor, failure == null ? awake : given));
        } catch (Refusal refusal) {
            peer.tell(error(refusal, "", Optional.of(room)));
        }
    }

    private void enter(Visitor visitor, Auth by) {
        auth = by;
        events = Emits.of(path.equals("/"), auth.envelope(), recovers());
        Dialogue mine = new Dialogue(reception, visitor, peer, this);
        dialogue = Optional.of(mine);
        try {
            mine.asked(auth.join(reception, room));
        } catch (Refusal refusal) {
            peer.tell(error(refusal, "", Optional.of(room)));
        }
        if (state == State.OUT) {
            // It was lost while the store was asked about it.
            mine.gone();
        }
    }

    private boolean recovers() {
        return !peer.isOld() && !peer.settings().unrecovered().contains(room);
    }

    void emitted(SocketPacket.Event emit) {
        Answer answer = new Answer(this, emit.id());
        try {
            Command.Publish publish = Emits.publish(reception, room, emit);
            dialogue.filter(any -> isHere()).ifPresent(mine -> mine.published(publish, answer));
        } catch (Refusal refusal) {
            peer.tell(answer.error(refusal, Emits.id(reception, emit), Optional.of(room)));
        }
    }

    /** The client leaves the namespace, and the room, of its own will. */
    void leave() {
        state = State.OUT;
        dialogue.ifPresent(Dialogue::giveUp);
    }

    /** The connection is lost; the seat is kept for its grace. */
    void gone() {
        state = State.OUT;
        dialogue.ifPresent(Dialogue::gone);
    }

    List<EnginePacket> packets(Part part) {
        if (part instanceof Batch batch) {
            List<EnginePacket> packets = new ArrayList<>(batch.events().size());
            for (Event event : batch.events()) {
                packets.addAll(event.in(events));
            }
            return packets;
        }
        if (part instanceof Part.Welcome welcome) {
            return welcome(welcome);
        }
        if (part instanceof Part.Ask ask) {
            return PacketOutput.messages(question(ask));
        }
        if (!auth.envelope()) {
            return List.of();
        }
        if (part instanceof Part.Stand stand) {
            return PacketOutput.messages(
                    event("position", Json.quote(stand.position().toString())));
        }
        String offset = part instanceof Part.Gap gap ? offset(gap.position()) : "";
        return PacketOutput.messages(news(reception.lines().line(part), offset));
    }

    /** The argument by which a client knows where it stands, if it can come back there. */
    private String offset(Position position) {
        return recovers() ? ",\"" + position + "\"" : "";
    }

    /** A question is an event that is to be acknowledged: the answer. */
    private SocketPacket question(Part.Ask ask) {
        Content question = ask.question();
        return new SocketPacket.Event(
                path,
                OptionalLong.of(called(ask.number())),
                question.type(),
                PacketOutput.arguments(question.data(), question.args()));
    }

    /** The same on each of its connections, so that an answer that comes late is no other question's. */
    private long called(long number) {
        synchronized (asked) {
            asked.put(number & BIGGEST, number);
            asked.keySet().removeIf(first -> asked.size() > MOST_ASKED);
        }
        return number & BIGGEST;
    }

    private long number(long called) {
        synchronized (asked) {
            return asked.getOrDefault(called, 0L);
        }
    }

    void answered(SocketPacket.Ack ack) {
        Said said = Said.of(ack.arguments());
        String question = Part.Ask.id(number(ack.id()));
        dialogue.filter(any -> isHere()).ifPresent(mine -> mine.answered(room, question, said));
    }

    private List<EnginePacket> welcome(Part.Welcome welcome) {
        if (!isHere()) {
            return List.of();
        }
        state = State.HERE;
        peer.isConnected();
        List<EnginePacket> packets =
                new ArrayList<>(PacketOutput.messages(new SocketPacket.Connect(path, ids(welcome))));
        if (auth.envelope()) {
            packets.addAll(PacketOutput.messages(news(reception.lines().line(welcome), offset(welcome.position()))));
        }
        return packets;
    }

    private String ids(Part.Welcome welcome) {
        if (peer.isOld()) {
            return "";
        }
        String sid = "{\"sid\":" + Json.quote(welcome.me().id());
        return recovers() ? sid + ",\"pid\":" + Json.quote(pid(welcome)) + "}" : sid + "}";
    }

    /** The same as before exactly if nothing is missing: by that a client knows that it was brought back. */
    private String pid(Part.Welcome welcome) {
        Optional<Recovery> same = welcome.recovered() ? auth.known(reception) : Optional.empty();
        return same.orElseGet(() ->
                        Recovery.of(reception.sessions().renew(welcome.me()).token(), welcome.position()))
                .pid();
    }

    /** A line {@code {"gap":{…}}} as an event {@code roomcast:gap} with the object, and what else there is. */
    private SocketPacket news(String line, String more) {
        int colon = line.indexOf(':');
        return event(line.substring(2, colon - 1), line.substring(colon + 1, line.length() - 1) + more);
    }

    private SocketPacket event(String name, String arguments) {
        return new SocketPacket.Event(path, OptionalLong.empty(), "roomcast:" + name, List.of(arguments));
    }

    /** The same as an answer, for who wants to be told. */
    private String told(String line) {
        return auth.envelope() ? Reply.of(news(line, "")) : "";
    }

    /** A refusal in the words that every transport has. */
    String line(Refusal refusal, String id, Optional<String> inRoom) {
        return reception.lines().error(refusal, id, inRoom);
    }

    @Override
    public String ack(String id, String inRoom, Ack ack) {
        return "";
    }

    /** Before it is in, a refusal is that of the connection; later it is of something that nobody awaits an answer to. */
    @Override
    public String error(Refusal refusal, String id, Optional<String> inRoom) {
        if (state != State.CONNECTING) {
            return told(line(refusal, id, inRoom));
        }
        return refusal(refusal.code(), refusal.getMessage());
    }

    /** Why the namespace cannot be connected to. */
    String refusal(Code code, String message) {
        state = State.OUT;
        peer.awaitConnect();
        if (code == Code.BAD_ROOM) {
            // In the words that clients know.
            return Reply.of(new SocketPacket.ConnectError(path, "{\"message\":\"Invalid namespace\"}"));
        }
        String said = Json.quote(message);
        String payload = "{\"message\":" + said + ",\"data\":{\"code\":" + Json.quote(code.wire()) + "}}";
        return Reply.of(new SocketPacket.ConnectError(path, peer.isOld() ? said : payload));
    }

    /** The room is over for this client, the connection is not. */
    @Override
    public String bye(Ending ending, Optional<String> inRoom) {
        String words = farewell(ending, true);
        state = State.OUT;
        peer.awaitConnect();
        return words;
    }

    /** The last words; a client that is told that it is disconnected does not come back by itself. */
    String farewell(Ending ending, boolean disconnected) {
        String bye = told(reception.lines().bye(ending, Optional.of(room)));
        return disconnected ? Reply.of(bye, Reply.of(new SocketPacket.Disconnect(path))) : bye;
    }

    @Override
    public String pong(String value) {
        return "";
    }
}
