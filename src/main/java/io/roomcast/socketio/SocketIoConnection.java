package io.roomcast.socketio;

import io.roomcast.room.Delivery;
import io.roomcast.room.budget.Use;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.socketio.engine.CloseReason;
import io.roomcast.socketio.engine.EngineApplication.Receiver;
import io.roomcast.socketio.engine.EngineMessages;
import io.roomcast.socketio.engine.EngineSession;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.PacketInput;
import io.roomcast.socketio.packet.ParseError;
import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonBuilder;
import io.roomcast.wire.QueryString;
import io.roomcast.wire.SharedConnection;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One Socket.IO client and its namespaces. The session's threads hand in its messages, one at a time; deliveries and
 * replies come from any thread.
 */
final class SocketIoConnection extends SharedConnection implements Receiver {
    private static final System.Logger LOG = System.getLogger(SocketIoConnection.class.getName());

    /** How many namespaces of one connection may be refused before the connection is. */
    private static final int MOST_REFUSED = 100;

    private static final EngineMessages NOTHING = EngineMessages.of(List.of());

    private final Ingress ingress;
    private final SocketIoSettings settings;
    private final EngineSession session;
    private final PacketInput input;
    private final Map<String, Namespace> namespaces = new ConcurrentHashMap<>();
    private volatile Time.Alarm unconnected = () -> {};
    private volatile Time.Alarm incomplete = () -> {};
    private boolean awaitsAttachments;
    private final AtomicInteger refusals = new AtomicInteger();

    SocketIoConnection(Ingress ingress, SocketIoSettings settings, EngineSession session) {
        super(ingress, session.account());
        this.ingress = ingress;
        this.settings = settings;
        this.session = session;
        this.input = new PacketInput(
                ingress.json(), settings.packets(), session.account().holding(Use.INPUT));
    }

    /** Starts. Revision 4 clients are in the main namespace from the beginning. */
    void begin() {
        awaitConnect();
        if (isOld()) {
            connect(new SocketPacket.Connect("/", ""));
        }
    }

    /** Ends the connection later if it is still in no namespace then. */
    void awaitConnect() {
        unconnected.off();
        unconnected = ingress.time().after(settings.connect(), () -> {
            if (namespaces.values().stream().noneMatch(Namespace::isHere)) {
                end(Ending.of(Code.IDLE).because("the connection was in no namespace for too long"));
            }
        });
    }

    /** Whether the client uses revision 4 of Socket.IO. */
    boolean isOld() {
        return session.version() == 3;
    }

    EngineSession session() {
        return session;
    }

    /** Returns the payload of a CONNECT. In revision 4 that is the JSON under {@code roomcast} in the query. */
    String auth(SocketPacket.Connect connect) {
        return isOld()
                ? query(connect)
                        .text("roomcast")
                        .map(value ->
                                JsonBuilder.object().putJson("roomcast", value).end())
                        .orElse("")
                : connect.payload();
    }

    /** Returns the payload for the deployer's Access. In revision 4 that is the whole query. */
    String credentials(SocketPacket.Connect connect) {
        if (!isOld()) {
            return connect.payload();
        }
        JsonBuilder all = JsonBuilder.object();
        query(connect).all().forEach(all::put);
        return all.end();
    }

    private QueryString query(SocketPacket.Connect connect) {
        return connect.path().equals("/") ? session.query() : QueryString.parse(connect.query());
    }

    SocketIoSettings settings() {
        return settings;
    }

    @Override
    public void receive(EnginePacket message) {
        try {
            Optional<SocketPacket> packet = input.next(message);
            awaitAttachments(input.isWaiting());
            packet.ifPresent(this::dispatch);
        } catch (Refusal noMemory) {
            end(Ending.of(noMemory.code()).because(noMemory.getMessage()));
        } catch (ParseError bad) {
            session.invalidPacket();
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a Socket.IO packet could not be handled", bug);
        }
    }

    /** Ends the connection later if attachments are still missing then. */
    private void awaitAttachments(boolean missing) {
        if (missing != awaitsAttachments) {
            awaitsAttachments = missing;
            incomplete.off();
            incomplete = missing
                    ? ingress.time()
                            .after(
                                    ingress.bounds().arrival(),
                                    () -> end(Ending.of(Code.IDLE).because("an attachment took too long to arrive")))
                    : () -> {};
        }
    }

    private void dispatch(SocketPacket packet) {
        if (packet instanceof SocketPacket.Connect connect) {
            connect(connect);
            return;
        }
        Namespace namespace = Optional.ofNullable(namespaces.get(Namespace.room(packet.namespace())))
                .filter(one -> one.path().equals(packet.namespace()))
                .orElseThrow(() -> new ParseError("the client is not connected to " + packet.namespace()));
        if (packet instanceof SocketPacket.Disconnect) {
            namespace.leave();
            namespaces.remove(namespace.room(), namespace);
            awaitConnect();
        } else if (packet instanceof SocketPacket.Event event) {
            namespace.emit(event);
        } else if (packet instanceof SocketPacket.Ack ack) {
            namespace.answer(ack);
        }
    }

    private void connect(SocketPacket.Connect connect) {
        String room = Namespace.room(connect.path());
        Optional<Namespace> before = Optional.ofNullable(namespaces.get(room)).filter(Namespace::isHere);
        if (before.filter(one -> one.path().equals(connect.path())).isPresent()) {
            if (isOld() && connect.path().equals("/")) {
                return;
            }
            throw new ParseError("the client is already connected to " + connect.path());
        }
        Namespace namespace = new Namespace(this, ingress, connect.path(), room);
        if (before.isPresent()) {
            reply(namespace.refusal(
                    Code.CONFLICT,
                    "this connection is in that room as " + before.get().path()));
        } else if (isFull()) {
            reply(namespace.refusal(Code.TOO_MANY, "too many namespaces on one connection"));
        } else {
            namespaces.put(room, namespace);
            namespace.connect(connect);
        }
    }

    private boolean isFull() {
        int most = ingress.bounds().rooms();
        // Those that the client is out of are kept for a while, to pass over what it sent before it knew.
        if (namespaces.size() >= 4 * most) {
            namespaces.values().removeIf(one -> !one.isHere());
        }
        return namespaces.values().stream().filter(Namespace::isHere).count() >= most;
    }

    /** Counts a namespace that is refused. Whoever is refused again and again is up to nothing good. */
    void noteRefused(Namespace namespace, Code code) {
        if (namespaces.size() >= 2 * ingress.bounds().rooms()) {
            namespaces.remove(namespace.room(), namespace);
        }
        if (!code.isTemporary() && refusals.incrementAndGet() > MOST_REFUSED) {
            end(Ending.of(Code.TOO_MANY).because("too many namespaces were refused on this connection"));
        }
    }

    /** Sends a reply that a namespace has encoded. */
    void tell(String line) {
        reply(line);
    }

    /** Notes that the client is in a namespace. */
    void noteConnected() {
        unconnected.off();
        refusals.set(0);
    }

    /** Joins the farewells of all namespaces. */
    @Override
    protected String farewell(Ending end) {
        return namespaces.values().stream()
                .filter(Namespace::isHere)
                .map(namespace -> namespace.farewell(end, !end.reconnect()))
                .reduce("", QueuedReply::of);
    }

    @Override
    protected void write(Delivery delivery, Runnable written) {
        Namespace namespace = namespaces.get(delivery.room());
        session.write(namespace == null ? NOTHING : namespace.messages(delivery), written);
    }

    @Override
    protected void write(String lines, Runnable written) {
        session.write(EngineMessages.of(QueuedReply.packets(lines)), written);
    }

    @Override
    protected void close(Ending ending) {
        session.close(ending);
    }

    @Override
    public void drain(Ending ending) {
        end(ending);
    }

    @Override
    public void closed(CloseReason reason) {
        unconnected.off();
        incomplete.off();
        namespaces.values().forEach(Namespace::connectionClosed);
    }
}
