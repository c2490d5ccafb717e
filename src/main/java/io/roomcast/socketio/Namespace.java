package io.roomcast.socketio;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.EventFormat;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.PacketOutput;
import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.ClientProtocol;
import io.roomcast.wire.Command;
import io.roomcast.wire.ConnectionEncoder;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Json;
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
final class Namespace implements ConnectionEncoder {
    private static final String LOBBY = "lobby";

    /** Some clients read a number no bigger than this. */
    private static final long BIGGEST = Integer.MAX_VALUE;

    private static final int MOST_ASKED = 256;

    private final SocketIoConnection peer;
    private final Ingress ingress;
    private final String path;
    private final String room;
    private volatile ConnectOptions options = ConnectOptions.NONE;
    private volatile EventFormat<List<EnginePacket>> events = EmitBridge.of(false, false, false);
    private volatile State state = State.CONNECTING;
    private volatile Optional<ClientProtocol> protocol = Optional.empty();
    /** The questions that the client was told, by what it calls them. */
    private final Map<Long, Long> asked = new LinkedHashMap<>();

    private enum State {
        CONNECTING,
        HERE,
        OUT
    }

    Namespace(SocketIoConnection peer, Ingress ingress, String path, String room) {
        this.peer = peer;
        this.ingress = ingress;
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
            ConnectOptions given = ConnectOptions.parse(ingress, peer.auth(connect));
            Visitor visitor = peer.session().visitor().authenticatedBy(peer.credentials(connect));
            (recovers() ? given : given.unrecovered())
                    .awakened(ingress, room)
                    .whenComplete((awake, failure) -> enter(visitor, failure == null ? awake : given));
        } catch (Refusal refusal) {
            peer.tell(error(refusal, "", Optional.of(room)));
        }
    }

    private void enter(Visitor visitor, ConnectOptions by) {
        options = by;
        events = EmitBridge.of(path.equals("/"), options.envelope(), recovers());
        ClientProtocol mine = new ClientProtocol(ingress, visitor, peer, this);
        protocol = Optional.of(mine);
        try {
            mine.asked(options.join(ingress, room));
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
        EmitReply answer = new EmitReply(this, emit.id());
        try {
            Command.Publish publish = EmitBridge.publish(ingress, room, emit);
            protocol.filter(any -> isHere()).ifPresent(mine -> mine.published(publish, answer));
        } catch (Refusal refusal) {
            peer.tell(answer.error(refusal, EmitBridge.id(ingress, emit), Optional.of(room)));
        }
    }

    /** The client leaves the namespace, and the room, of its own will. */
    void leave() {
        state = State.OUT;
        protocol.ifPresent(ClientProtocol::giveUp);
    }

    /** The connection is lost; the seat is kept for its grace. */
    void gone() {
        state = State.OUT;
        protocol.ifPresent(ClientProtocol::gone);
    }

    List<EnginePacket> packets(Delivery delivery) {
        if (delivery instanceof Batch batch) {
            List<EnginePacket> packets = new ArrayList<>(batch.events().size());
            for (Event event : batch.events()) {
                packets.addAll(event.in(events));
            }
            return packets;
        }
        if (delivery instanceof Delivery.Welcome welcome) {
            return welcome(welcome);
        }
        if (delivery instanceof Delivery.Ask ask) {
            return PacketOutput.messages(question(ask));
        }
        if (!options.envelope()) {
            return List.of();
        }
        if (delivery instanceof Delivery.Stand stand) {
            return PacketOutput.messages(
                    event("position", Json.quote(stand.position().toString())));
        }
        String offset = delivery instanceof Delivery.Gap gap ? offset(gap.position()) : "";
        return PacketOutput.messages(news(ingress.lines().line(delivery), offset));
    }

    /** The argument by which a client knows where it stands, if it can come back there. */
    private String offset(Position position) {
        return recovers() ? ",\"" + position + "\"" : "";
    }

    /** A question is an event that is to be acknowledged: the answer. */
    private SocketPacket question(Delivery.Ask ask) {
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
        AnswerData said = AnswerData.of(ack.arguments());
        String question = Delivery.Ask.id(number(ack.id()));
        protocol.filter(any -> isHere()).ifPresent(mine -> mine.answered(room, question, said));
    }

    private List<EnginePacket> welcome(Delivery.Welcome welcome) {
        if (!isHere()) {
            return List.of();
        }
        state = State.HERE;
        peer.isConnected();
        List<EnginePacket> packets =
                new ArrayList<>(PacketOutput.messages(new SocketPacket.Connect(path, ids(welcome))));
        if (options.envelope()) {
            packets.addAll(PacketOutput.messages(news(ingress.lines().line(welcome), offset(welcome.position()))));
        }
        return packets;
    }

    private String ids(Delivery.Welcome welcome) {
        if (peer.isOld()) {
            return "";
        }
        String sid = "{\"sid\":" + Json.quote(welcome.me().id());
        return recovers() ? sid + ",\"pid\":" + Json.quote(pid(welcome)) + "}" : sid + "}";
    }

    /** The same as before exactly if nothing is missing: by that a client knows that it was brought back. */
    private String pid(Delivery.Welcome welcome) {
        Optional<Recovery> same = welcome.recovered() ? options.known(ingress) : Optional.empty();
        return same.orElseGet(
                        () -> Recovery.of(ingress.sessions().renew(welcome.me()).token(), welcome.position()))
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
        return options.envelope() ? QueuedReply.of(news(line, "")) : "";
    }

    /** A refusal in the words that every transport has. */
    String line(Refusal refusal, String id, Optional<String> inRoom) {
        return ingress.lines().error(refusal, id, inRoom);
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
            return QueuedReply.of(new SocketPacket.ConnectError(path, "{\"message\":\"Invalid namespace\"}"));
        }
        String said = Json.quote(message);
        String payload = "{\"message\":" + said + ",\"data\":{\"code\":" + Json.quote(code.wire()) + "}}";
        return QueuedReply.of(new SocketPacket.ConnectError(path, peer.isOld() ? said : payload));
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
        String bye = told(ingress.lines().bye(ending, Optional.of(room)));
        return disconnected ? QueuedReply.of(bye, QueuedReply.of(new SocketPacket.Disconnect(path))) : bye;
    }

    @Override
    public String pong(String value) {
        return "";
    }
}
