package io.roomcast.socketio;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.engine.EngineMessages;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.PacketOutput;
import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.ClientProtocol;
import io.roomcast.wire.Command;
import io.roomcast.wire.ConnectionEncoder;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonBuilder;
import io.roomcast.wire.NamedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One client in one namespace, which is a session in a room, and the encoder for it. The connection's thread connects,
 * emits and leaves; deliveries and replies come from any thread.
 */
final class Namespace implements ConnectionEncoder {
    private static final String LOBBY = "lobby";

    /** The largest number that every client can read. */
    private static final long BIGGEST = Integer.MAX_VALUE;

    private static final int MOST_ASKED = 256;

    private final SocketIoConnection connection;
    private final Ingress ingress;
    private final String path;
    private final String room;
    private volatile ConnectOptions options = ConnectOptions.NONE;
    private volatile EmitFormat events = EmitFormat.of(false, false, false);
    private volatile State state = State.CONNECTING;
    private volatile ClientProtocol protocol; // null until the client enters
    /** The numbers of the questions that the client has received, by their ack ids. */
    private final Map<Long, Long> asked = new LinkedHashMap<>();

    private enum State {
        CONNECTING,
        HERE,
        OUT
    }

    Namespace(SocketIoConnection connection, Ingress ingress, String path, String room) {
        this.connection = connection;
        this.ingress = ingress;
        this.path = path;
        this.room = room;
    }

    /** Returns the room of a namespace's path, which may not be a valid name. */
    static String room(String path) {
        return path.equals("/") ? LOBBY : path.substring(1);
    }

    String path() {
        return path;
    }

    String room() {
        return room;
    }

    /** Whether the client is in the room or joining it. */
    boolean isHere() {
        return state != State.OUT;
    }

    void connect(SocketPacket.Connect connect) {
        try {
            if (!Names.room(room).equals(room)) {
                throw new Refusal(Code.BAD_ROOM, "a room's name must be in Unicode NFC");
            }
            ConnectOptions given = ConnectOptions.parse(ingress, connection.auth(connect));
            Visitor visitor = connection.session().visitor().authenticatedBy(connection.credentials(connect));
            (recovers() ? given : given.unrecovered())
                    .withRenewedToken(ingress, room)
                    .whenComplete((awake, failure) -> enter(visitor, failure == null ? awake : given));
        } catch (Refusal refusal) {
            connection.tell(error(refusal, "", room));
        }
    }

    private void enter(Visitor visitor, ConnectOptions with) {
        options = with;
        events = EmitFormat.of(path.equals("/"), options.envelope(), recovers());
        protocol = new ClientProtocol(ingress, visitor, connection, this);
        try {
            protocol.execute(options.join(ingress, room));
        } catch (Refusal refusal) {
            connection.tell(error(refusal, "", room));
        }
        if (state == State.OUT) {
            // The connection was lost while the store was asked.
            protocol.connectionClosed();
        }
    }

    private boolean recovers() {
        return !connection.isOld() && !connection.settings().unrecovered().contains(room);
    }

    private Optional<ClientProtocol> entered() {
        return Optional.ofNullable(protocol);
    }

    void emit(SocketPacket.Event emit) {
        EmitReply reply = new EmitReply(this, ingress.lines(), emit.id());
        try {
            Command.Publish publish = EmitBridge.publish(ingress, room, emit);
            entered().filter(any -> isHere()).ifPresent(mine -> mine.publish(publish, reply));
        } catch (Refusal refusal) {
            connection.tell(reply.error(refusal, EmitBridge.id(ingress, emit), room));
        }
    }

    /** Leaves the room because the client disconnected from the namespace. */
    void leave() {
        state = State.OUT;
        entered().ifPresent(ClientProtocol::leaveAll);
    }

    /** Handles the loss of the connection. The seat is kept for its grace. */
    void connectionClosed() {
        state = State.OUT;
        entered().ifPresent(ClientProtocol::connectionClosed);
    }

    EngineMessages messages(Delivery delivery) {
        return delivery instanceof Batch batch ? batch.as(events) : EngineMessages.of(packets(delivery));
    }

    private List<EnginePacket> packets(Delivery delivery) {
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
        return PacketOutput.messages(event(ingress.lines().object(delivery), offset));
    }

    /** Returns the argument with a client's position, if the client can recover. */
    private String offset(Position position) {
        return recovers() ? ",\"" + position + "\"" : "";
    }

    /** Encodes a question as an event whose acknowledgement is the answer. */
    private SocketPacket question(Delivery.Ask ask) {
        Content question = ask.question();
        return new SocketPacket.Event(
                path,
                OptionalLong.of(ackId(ask.number())),
                question.type(),
                PacketOutput.arguments(question.data(), question.args()));
    }

    /** Returns the ack id of a question, the same on every connection, so that a late answer fits no other question. */
    private long ackId(long number) {
        synchronized (asked) {
            asked.put(number & BIGGEST, number);
            asked.keySet().removeIf(first -> asked.size() > MOST_ASKED);
        }
        return number & BIGGEST;
    }

    private long number(long ackId) {
        synchronized (asked) {
            return asked.getOrDefault(ackId, 0L);
        }
    }

    void answer(SocketPacket.Ack ack) {
        AnswerData answer = AnswerData.of(ack.arguments());
        String question = Delivery.Ask.id(number(ack.id()));
        entered().filter(any -> isHere()).ifPresent(mine -> mine.answer(room, question, answer));
    }

    private List<EnginePacket> welcome(Delivery.Welcome welcome) {
        if (!isHere()) {
            return List.of();
        }
        state = State.HERE;
        connection.noteConnected();
        var packets = new ArrayList<>(PacketOutput.messages(new SocketPacket.Connect(path, ids(welcome))));
        if (options.envelope()) {
            packets.addAll(PacketOutput.messages(event(ingress.lines().object(welcome), offset(welcome.position()))));
        }
        return packets;
    }

    private String ids(Delivery.Welcome welcome) {
        if (connection.isOld()) {
            return "";
        }
        JsonBuilder ids = JsonBuilder.object().put("sid", welcome.me().id());
        return recovers() ? ids.put("pid", pid(welcome)).end() : ids.end();
    }

    /** Returns the old pid exactly if nothing is missing, which tells the client that it recovered; else a new one. */
    private String pid(Delivery.Welcome welcome) {
        Optional<Recovery> same = welcome.recovered() ? options.known(ingress) : Optional.empty();
        return same.orElseGet(
                        () -> Recovery.of(ingress.sessions().renew(welcome.me()).token(), welcome.position()))
                .pid();
    }

    /** Converts an object named gap into an event {@code roomcast:gap} with the object and more arguments. */
    private SocketPacket event(NamedObject object, String more) {
        return event(object.name(), object.content() + more);
    }

    private SocketPacket event(String name, String arguments) {
        return new SocketPacket.Event(path, OptionalLong.empty(), "roomcast:" + name, List.of(arguments));
    }

    /** Returns an object as a reply, for a client that wants envelopes. */
    private String reply(NamedObject object) {
        return options.envelope() ? QueuedReply.of(event(object, "")) : "";
    }

    @Override
    public String ack(String id, String inRoom, Ack ack) {
        return "";
    }

    /** Encodes a refusal: of the connection while it connects; later of a command without an acknowledgement. */
    @Override
    public String error(Refusal refusal, String id, String inRoom) {
        return state == State.CONNECTING
                ? refusal(refusal.code(), refusal.getMessage())
                : reply(ingress.lines().refused(refusal, id, inRoom));
    }

    /** Refuses the connection to the namespace. */
    String refusal(Code code, String message) {
        state = State.OUT;
        connection.awaitConnect();
        connection.noteRefused(this, code);
        if (code == Code.BAD_ROOM) {
            // The message of Socket.IO's own server, which clients know.
            return QueuedReply.of(new SocketPacket.ConnectError(path, "{\"message\":\"Invalid namespace\"}"));
        }
        String payload = JsonBuilder.object()
                .put("message", message)
                .put("data", data -> data.put("code", code.wire()))
                .end();
        return QueuedReply.of(new SocketPacket.ConnectError(path, connection.isOld() ? Json.quote(message) : payload));
    }

    /** Ends the namespace. The connection goes on. */
    @Override
    public String bye(Ending ending, String inRoom) {
        String farewell = farewell(ending, true);
        state = State.OUT;
        connection.awaitConnect();
        return farewell;
    }

    /** Returns the last packets. A client that receives a DISCONNECT does not reconnect by itself. */
    String farewell(Ending ending, boolean disconnected) {
        String bye = reply(ingress.lines().ended(ending, room));
        return disconnected ? QueuedReply.of(bye, QueuedReply.of(new SocketPacket.Disconnect(path))) : bye;
    }

    @Override
    public String pong(String value) {
        return "";
    }
}
