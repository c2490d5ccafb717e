package io.roomcast.socketio.engine;

import io.roomcast.room.budget.Account;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.engine.EngineApplication.Receiver;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.ParseError;
import io.roomcast.socketio.packet.Payload;
import io.roomcast.wire.QueryString;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The session of one Engine.IO client: over polling and then a WebSocket, or over only one of them. The container's
 * threads hand in packets; any thread may write or close. No method blocks or throws.
 */
public final class EngineSession {
    private static final EnginePacket PING = EnginePacket.of(EnginePacket.Type.PING, "");
    private static final EnginePacket PONG = EnginePacket.of(EnginePacket.Type.PONG, "");
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final EngineSessions engines;
    private final String id;
    private final EngineCodec codec;
    private final Visitor visitor;
    private final Account account;
    private final QueryString query;
    private final Outbound outbound;
    private final Heartbeat heartbeat;
    private final UpgradeOffer offer;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean posting = new AtomicBoolean();
    private volatile Receiver receiver; // null until the session begins

    EngineSession(EngineSessions engines, String id, EngineCodec codec, Visitor visitor, QueryString query) {
        this.engines = engines;
        this.id = id;
        this.codec = codec;
        this.visitor = visitor;
        this.account = engines.ingress().account(visitor);
        this.query = query;
        this.outbound = new Outbound(codec, () -> engines.forget(this));
        this.offer = new UpgradeOffer(engines);
        this.heartbeat = new Heartbeat(engines, () -> outbound.insert(PING), this::silent);
    }

    /** Returns an id that is random and unique. */
    public String id() {
        return id;
    }

    public Visitor visitor() {
        return visitor;
    }

    public Account account() {
        return account;
    }

    /** Returns the query of the first request. */
    public QueryString query() {
        return query;
    }

    /** Returns the version of Engine.IO: 4, or 3 for old clients. */
    public int version() {
        return codec instanceof EngineCodec4 ? 4 : 3;
    }

    /** Returns how many packets one body may hold. */
    int mostPackets() {
        return engines.settings().packets();
    }

    EngineCodec codec() {
        return codec;
    }

    boolean isOnSocket() {
        return outbound.isOnSocket();
    }

    /** Writes messages together and runs {@code written} when they are sent. Only then may the next come. */
    public void write(EngineMessages messages, Runnable written) {
        if (messages.isEmpty()) {
            written.run();
        } else {
            outbound.write(messages, written);
        }
    }

    private Optional<Receiver> receiver() {
        return Optional.ofNullable(receiver);
    }

    /** Ends the session before the server stops, after a farewell by the application. */
    void drain(Ending ending) {
        receiver().ifPresentOrElse(one -> one.drain(ending), () -> close(ending));
    }

    /** Ends the session. The write under way still goes out if it can. */
    public void close(Ending ending) {
        end(CloseReason.FORCED, ending);
    }

    /** Sends the handshake and starts the application and the heartbeat. */
    void begin(EngineApplication application, EnginePacket open) {
        outbound.insert(open);
        receiver = application.open(this);
        if (version() == 4) {
            heartbeat.pingLater();
        } else {
            heartbeat.awaitPings();
        }
    }

    /** Holds a GET until there are packets. A second GET at the same time is a violation and ends the session. */
    void poll(EngineExchange exchange) {
        exchange.ifBroken(() -> lost(CloseReason.TRANSPORT_ERROR));
        if (!outbound.poll(exchange)) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            end(CloseReason.TRANSPORT_ERROR, Ending.of(Code.CONFLICT));
            return;
        }
        if (offer.isNear()) {
            // The client is about to upgrade, and a held poll would delay that.
            engines.after(PAUSE, outbound::releasePoll);
        }
        exchange.whenOver(() -> {
            if (outbound.isWaiting(exchange)) {
                lost(CloseReason.TRANSPORT_ERROR);
            }
        });
    }

    /** Whether a POST may be read now. A second POST at the same time is a violation and ends the session. */
    boolean beginPost(EngineExchange exchange) {
        exchange.ifBroken(() -> lost(CloseReason.TRANSPORT_ERROR));
        boolean alone = posting.compareAndSet(false, true);
        if (!alone) {
            end(CloseReason.TRANSPORT_ERROR, Ending.of(Code.CONFLICT));
        }
        return alone && !isOnSocket();
    }

    void endPost() {
        posting.set(false);
    }

    /** Takes the packets of a POST. Returns whether all were valid. */
    boolean posted(Payload payload) {
        try {
            payload.packets().forEach(this::receive);
            payload.failure().ifPresent(failure -> {
                throw failure;
            });
            return true;
        } catch (ParseError bad) {
            invalidPacket();
            return false;
        }
    }

    /** Takes a WebSocket's offer to replace polling. Returns whether it may try. */
    boolean offerUpgrade(WebSocketCarrier carrier) {
        return !over.get() && !outbound.isOnSocket() && offer.begin(carrier);
    }

    /** Takes a packet from a WebSocket. One that still offers an upgrade may send only the packets for that. */
    void receive(WebSocketCarrier carrier, EnginePacket packet) {
        if (!offer.isBy(carrier)) {
            receive(packet);
        } else if (offer.answerProbe(carrier, packet)) {
            engines.after(PAUSE, outbound::releasePoll);
        } else if (packet.type() == EnginePacket.Type.UPGRADE) {
            moveTo(carrier);
        } else {
            offer.withdraw(carrier);
        }
    }

    /** Moves the session to a WebSocket. Ends it if a POST is under way, whose packets another thread hands in. */
    void moveTo(WebSocketCarrier carrier) {
        offer.succeed();
        outbound.moveTo(carrier);
        if (posting.get()) {
            end(CloseReason.TRANSPORT_ERROR, Ending.of(Code.CONFLICT));
        }
        if (over.get()) {
            carrier.close(Ending.of(Code.CLOSED));
        }
    }

    /** Handles the loss of a WebSocket, which ends the session if it was on that one. */
    void gone(WebSocketCarrier carrier) {
        if (offer.isBy(carrier)) {
            offer.withdraw(carrier);
        } else if (outbound.isOn(carrier)) {
            lost(CloseReason.TRANSPORT_CLOSE);
        }
    }

    private void receive(EnginePacket packet) {
        if (over.get()) {
            return;
        }
        heartbeat.heard();
        switch (packet.type()) {
            case MESSAGE -> receiver().ifPresent(one -> one.receive(packet));
            case PONG -> answeredPing();
            case PING -> pinged();
            case CLOSE -> leave();
            case NOOP, UPGRADE -> {}
            case OPEN -> throw new ParseError("only the server opens");
        }
    }

    private void answeredPing() {
        if (version() == 4) {
            heartbeat.pingLater();
        }
    }

    private void pinged() {
        if (version() == 4) {
            throw new ParseError("in version 4 the server pings");
        }
        outbound.insert(PONG);
    }

    private void leave() {
        // A poll that the client sent together with the close may arrive a little later.
        end(CloseReason.TRANSPORT_CLOSE, outbound.releasePoll() ? Duration.ZERO : PAUSE);
        outbound.leave(Ending.of(Code.CLOSED));
    }

    /** Handles an invalid packet on a WebSocket. Ends the session if it is on that one. */
    void invalidPacket(WebSocketCarrier carrier) {
        if (outbound.isOn(carrier)) {
            invalidPacket();
        } else {
            offer.withdraw(carrier);
        }
    }

    /** Ends the session, or the offer, whose message took too long to arrive. */
    void late(WebSocketCarrier carrier) {
        if (outbound.isOn(carrier)) {
            end(CloseReason.TRANSPORT_ERROR, Ending.of(Code.IDLE).because("a message took too long to arrive"));
        } else {
            offer.withdraw(carrier);
        }
    }

    /** Ends the session because of an invalid packet. */
    public void invalidPacket() {
        end(CloseReason.PARSE_ERROR, Ending.of(Code.BAD_COMMAND).because("the client sent an invalid packet"));
    }

    /** Ends the session because of a message that was too large, or for which no memory is left. */
    void refuse(Refusal refusal) {
        end(CloseReason.TRANSPORT_ERROR, Ending.of(refusal.code()).because(refusal.getMessage()));
    }

    private void silent() {
        end(CloseReason.PING_TIMEOUT, Ending.of(Code.IDLE));
    }

    private void end(CloseReason reason, Ending ending) {
        if (end(reason, reason == CloseReason.FORCED ? engines.settings().upgradeTimeout() : Duration.ZERO)) {
            outbound.close(ending);
        }
    }

    private void lost(CloseReason reason) {
        end(reason, Duration.ZERO);
    }

    /** Ends the session, unless it has ended. During {@code farewell} a poll can still fetch the last packet. */
    private boolean end(CloseReason reason, Duration farewell) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        heartbeat.stop();
        boolean mayBeAsked = !outbound.isOnSocket() && !outbound.isPolled();
        engines.ended(this, mayBeAsked ? farewell : Duration.ZERO);
        offer.cancel();
        receiver().ifPresent(one -> one.closed(reason));
        return true;
    }
}
