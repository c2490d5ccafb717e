package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.engine.EngineApplication.Talker;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.ParseError;
import io.roomcast.socketio.packet.Payload;
import io.roomcast.wire.QueryString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client of Engine.IO for as long as it is connected, over polling first and a WebSocket later, or over one of them
 * alone. Container's threads hand in what arrives; any thread may write or close. No method blocks or throws.
 */
public final class EngineSession {
    private static final EnginePacket PING = EnginePacket.of(EnginePacket.Type.PING, "");
    private static final EnginePacket PONG = EnginePacket.of(EnginePacket.Type.PONG, "");
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final EngineSessions engines;
    private final String id;
    private final EngineCodec codec;
    private final Visitor visitor;
    private final QueryString query;
    private final Outbound outbound;
    private final Heartbeat heartbeat;
    private final UpgradeOffer offer;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean posting = new AtomicBoolean();
    private volatile Optional<Talker> talker = Optional.empty();

    EngineSession(EngineSessions engines, String id, EngineCodec codec, Visitor visitor, QueryString query) {
        this.engines = engines;
        this.id = id;
        this.codec = codec;
        this.visitor = visitor;
        this.query = query;
        this.outbound = new Outbound(codec, () -> engines.forget(this));
        this.offer = new UpgradeOffer(engines);
        this.heartbeat = new Heartbeat(engines, () -> outbound.putIn(PING), this::silent);
    }

    /** Unguessable, and never given twice. */
    public String id() {
        return id;
    }

    public Visitor visitor() {
        return visitor;
    }

    /** What the address of the first request said. */
    public QueryString query() {
        return query;
    }

    /** The version of Engine.IO: 4, or 3 for old clients. */
    public int version() {
        return codec instanceof EngineCodec4 ? 4 : 3;
    }

    /** How many packets one body may hold. */
    int mostPackets() {
        return engines.settings().packets();
    }

    EngineCodec codec() {
        return codec;
    }

    boolean isOnSocket() {
        return outbound.isOnSocket();
    }

    /** Writes messages with nothing between them; {@code written} is run when they are out, and only then the next may come. */
    public void write(List<EnginePacket> messages, Runnable written) {
        if (messages.isEmpty()) {
            written.run();
        } else {
            outbound.write(messages, written);
        }
    }

    /** The server is about to stop: the application has the last word. */
    void ends(Ending ending) {
        talker.ifPresentOrElse(one -> one.ends(ending), () -> close(ending));
    }

    /** The server ends it; what is being written still goes out where it can. */
    public void close(Ending ending) {
        end(CloseReason.FORCED, ending);
    }

    /** Says to the client who it is, and lets the application speak. */
    void begin(EngineApplication application, EnginePacket open) {
        outbound.putIn(open);
        talker = Optional.of(application.opened(this));
        if (version() == 4) {
            heartbeat.pingLater();
        } else {
            heartbeat.awaitPings();
        }
    }

    /** A GET waits for what comes. A second one beside it is against the rules and ends all. */
    void poll(EngineExchange exchange) {
        exchange.ifBroken(() -> lost(CloseReason.TRANSPORT_ERROR));
        if (!outbound.poll(exchange)) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            end(CloseReason.TRANSPORT_ERROR, Ending.of(Code.CONFLICT));
            return;
        }
        if (offer.isNear()) {
            // The client is about to change: a poll that is held now would hold that up.
            engines.after(PAUSE, outbound::letGo);
        }
        exchange.whenOver(() -> {
            if (outbound.isWaiting(exchange)) {
                lost(CloseReason.TRANSPORT_ERROR);
            }
        });
    }

    /** Whether a POST may be read now; a second one beside it is against the rules and ends all. */
    boolean beginsPost(EngineExchange exchange) {
        exchange.ifBroken(() -> lost(CloseReason.TRANSPORT_ERROR));
        boolean alone = posting.compareAndSet(false, true);
        if (!alone) {
            end(CloseReason.TRANSPORT_ERROR, Ending.of(Code.CONFLICT));
        }
        return alone && !isOnSocket();
    }

    void endsPost() {
        posting.set(false);
    }

    /** The packets of a POST; says whether all of them were good. */
    boolean posted(Payload payload) {
        try {
            payload.packets().forEach(this::said);
            payload.failure().ifPresent(failure -> {
                throw failure;
            });
            return true;
        } catch (ParseError bad) {
            notUnderstood();
            return false;
        }
    }

    /** A WebSocket offers to take over; says whether it may try. */
    boolean offers(WebSocketCarrier carrier) {
        return !over.get() && !outbound.isOnSocket() && offer.begins(carrier);
    }

    /** A packet on a WebSocket: on one that only offers to take over, it may be nothing but part of that. */
    void arrived(WebSocketCarrier carrier, EnginePacket packet) {
        if (!offer.isBy(carrier)) {
            said(packet);
        } else if (offer.probes(carrier, packet)) {
            engines.after(PAUSE, outbound::letGo);
        } else if (packet.type() == EnginePacket.Type.UPGRADE) {
            moveTo(carrier);
        } else {
            offer.withdraws(carrier);
        }
    }

    /** It begins on a WebSocket, or goes on there; not beside a POST, whose packets another thread hands in. */
    void moveTo(WebSocketCarrier carrier) {
        offer.succeeds();
        outbound.moveTo(carrier);
        if (posting.get()) {
            end(CloseReason.TRANSPORT_ERROR, Ending.of(Code.CONFLICT));
        }
        if (over.get()) {
            carrier.close(Ending.of(Code.CLOSED));
        }
    }

    /** A WebSocket is gone; if it was the session's, so is the session. */
    void gone(WebSocketCarrier carrier) {
        if (offer.isBy(carrier)) {
            offer.withdraws(carrier);
        } else if (outbound.isOn(carrier)) {
            lost(CloseReason.TRANSPORT_CLOSE);
        }
    }

    private void said(EnginePacket packet) {
        if (over.get()) {
            return;
        }
        heartbeat.heard();
        switch (packet.type()) {
            case MESSAGE -> talker.ifPresent(one -> one.said(packet));
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
        outbound.putIn(PONG);
    }

    private void leave() {
        // A poll that was sent together with the close may come a little later.
        end(CloseReason.TRANSPORT_CLOSE, outbound.letGo() ? Duration.ZERO : PAUSE);
        outbound.leave(Ending.of(Code.CLOSED));
    }

    /** Something on this WebSocket was no packet: if it is the session's, that is the end. */
    void notUnderstood(WebSocketCarrier carrier) {
        if (outbound.isOn(carrier)) {
            notUnderstood();
        } else {
            offer.withdraws(carrier);
        }
    }

    /** What the client sent is no packet: that is the end. */
    public void notUnderstood() {
        end(CloseReason.PARSE_ERROR, Ending.of(Code.BAD_COMMAND).because("that was no packet"));
    }

    /** A message was larger than may be. */
    void tooLarge() {
        end(CloseReason.TRANSPORT_ERROR, Ending.of(Code.TOO_LARGE));
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

    /** It is over; says whether it was not before. For the time of the farewell a poll may still come for the last words. */
    private boolean end(CloseReason reason, Duration farewell) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        heartbeat.stop();
        boolean mayBeAsked = !outbound.isOnSocket() && !outbound.isPolled();
        engines.ended(this, mayBeAsked ? farewell : Duration.ZERO);
        offer.ends();
        talker.ifPresent(one -> one.closed(reason));
        return true;
    }
}
