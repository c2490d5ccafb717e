package io.roomcast.http;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.http.HttpExchange;
import io.roomcast.channel.http.Response;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.ConnectionCounter;
import io.roomcast.wire.Ingress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** A request to {@code /rooms} and its response. Any thread. */
final class RoomExchange extends HttpExchange {
    private final RequestTarget target;
    private final Ingress ingress;
    private final HttpSettings settings;
    private final ConnectionCounter<RoomExchange> counter;
    private final boolean eventStream;

    /** Starts asynchronous processing; called on the container's thread. */
    RoomExchange(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestTarget target,
            Ingress ingress,
            HttpSettings settings,
            Quirks quirks,
            ConnectionCounter<RoomExchange> counter)
            throws IOException {
        super(request, response, ingress, settings.stall(), quirks);
        this.target = target;
        this.ingress = ingress;
        this.settings = settings;
        this.counter = counter;
        this.eventStream = request.getMethod().equals("GET") && accepts(EventStream.TYPE);
    }

    /** Counts the request among those of its address until it has ended, or refuses it. */
    void admit() {
        counter.add(this, account()).ifPresent(refusal -> {
            throw refusal;
        });
    }

    @Override
    protected void ended() {
        counter.remove(this);
    }

    RequestTarget target() {
        return target;
    }

    /** Returns how many entries the response may have: the client's limit or {@code standard}, capped. */
    int limit(int standard) {
        int limit = Math.min(query().count("limit").orElse(standard), settings.largestPage());
        if (limit == 0) {
            throw new Refusal(Code.BAD_COMMAND, "limit must be at least 1");
        }
        return limit;
    }

    /** Whether the client wants Server-Sent Events. */
    boolean isEventStream() {
        return eventStream;
    }

    /** Returns the token from the header or the query. */
    Optional<String> token() {
        return header("Roomcast-Token").or(() -> query().text("token"));
    }

    @Override
    public void refuse(Refusal refusal) {
        boolean wait = eventStream && refusal.code().isTemporary();
        answer(
                wait
                        ? EventStream.retryLater(ingress.lines(), refusal, target.name(), settings.retry())
                        : Response.refusal(ingress.lines(), refusal, "", target.name(), settings.retry()));
    }

    @Override
    protected void stopping() {
        refuse(new Refusal(Code.DRAINING, "the server is about to stop"));
    }
}
