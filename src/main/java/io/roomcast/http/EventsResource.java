package io.roomcast.http;

import io.roomcast.room.Cursor;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Session;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.QueryString;
import java.time.Duration;
import java.util.Optional;

/**
 * The resource {@code GET /rooms/{room}/events}: history, polls and streams, each a cursor with its own kind of outlet.
 * Called on the container's thread, which never waits.
 */
final class EventsResource {
    private static final int PIECE = 64 << 10;

    /** A page of history is held up to this size, because only a whole one can be cached. */
    private static final int CACHEABLE = 256 << 10;

    private static final String STREAM = "stream";

    private final Ingress ingress;
    private final HttpSettings settings;

    EventsResource(Ingress ingress, HttpSettings settings) {
        this.ingress = ingress;
        this.settings = settings;
    }

    void read(RoomExchange exchange) {
        boolean endless = exchange.query().text("wait").filter(STREAM::equals).isPresent();
        String room = exchange.target().name();
        if (exchange.isHead()) {
            poll(exchange, Duration.ZERO);
        } else if (exchange.isEventStream()) {
            stream(exchange, new EventStream(ingress.lines(), room, settings.retry()));
        } else if (endless) {
            stream(exchange, new LineStream(ingress.lines(), room));
        } else if (exchange.accepts(LineStream.TYPE)) {
            history(exchange, new LineStream(ingress.lines(), room));
        } else {
            poll(exchange, wait(exchange));
        }
    }

    private Duration wait(RoomExchange exchange) {
        Duration asked = Duration.ofSeconds(exchange.query().count("wait").orElse(0));
        return asked.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : asked;
    }

    private void stream(RoomExchange exchange, StreamFormat format) {
        ingress.joins().take(exchange.visitor().address(), 1);
        Start start = exchange.query().start(Integer.MAX_VALUE);
        if (exchange.isEventStream()) {
            start = exchange.header("Last-Event-ID")
                    .<Start>map(id -> new Start.After(Position.parse(id)))
                    .orElse(start);
        }
        Start from = start;
        ReadRequest request = session(exchange)
                .map(session -> ReadRequest.live(exchange.visitor(), session, from))
                .orElseGet(() -> ReadRequest.live(exchange.visitor(), from))
                .skippingToLatest(exchange.query().latest());
        begin(exchange, request, new StreamOutlet(exchange, format, true), settings.patience());
    }

    private void history(RoomExchange exchange, StreamFormat format) {
        if (exchange.query().text("wait").isPresent()) {
            throw new Refusal(Code.BAD_COMMAND, "to get lines, set wait=stream or leave wait out");
        }
        begin(exchange, once(exchange), new StreamOutlet(exchange, format, false), settings.patience());
    }

    private void poll(RoomExchange exchange, Duration wait) {
        ReadRequest once = once(exchange);
        PollBody body = new PollBody(ingress.lines(), once.start());
        CachePolicy caching = new CachePolicy(exchange, ingress.rooms().access(), body, once.start(), once.limit());
        boolean waits = !wait.isZero();
        int piece = waits ? PIECE : CACHEABLE;
        PollOutlet outlet = new PollOutlet(exchange, body, waits, piece, settings.answerBytes(), caching);
        begin(exchange, waits ? once.waiting() : once, outlet, waits ? wait : settings.patience());
    }

    /** Returns the request of a reader that gets one response. */
    private ReadRequest once(RoomExchange exchange) {
        QueryString query = exchange.query();
        int standard = query.count("last").orElse(settings.page());
        int limit = exchange.limit(Math.max(1, standard));
        Start start = query.start(limit);
        return session(exchange)
                .map(session -> knowing(query, ReadRequest.once(exchange.visitor(), session, start, limit)))
                .orElseGet(() -> ReadRequest.once(exchange.visitor(), start, limit))
                .skippingToLatest(query.latest());
    }

    private static ReadRequest knowing(QueryString query, ReadRequest request) {
        return query.text("roster")
                .map(known -> request.knowing(revision(known)))
                .orElse(request);
    }

    private static long revision(String known) {
        if (!known.matches("[0-9]{1,18}")) {
            throw new Refusal(Code.BAD_COMMAND, "roster must be the revision from a welcome or a presence");
        }
        return Long.parseLong(known);
    }

    private Optional<Session> session(RoomExchange exchange) {
        String name = exchange.query().text("name").orElse("");
        return exchange.token().map(token -> ingress.session(exchange.visitor(), token, name));
    }

    private void begin(RoomExchange exchange, ReadRequest request, RequestOutlet outlet, Duration time) {
        Cursor cursor = ingress.read(exchange.target().name(), request, outlet);
        Time.Alarm alarm = ingress.time().after(time, () -> cursor.inTurn(outlet::timeIsUp));
        exchange.whenOver(() -> {
            alarm.off();
            cursor.close();
        });
    }
}
