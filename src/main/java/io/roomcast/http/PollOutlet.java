package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.Delivery;
import io.roomcast.room.budget.Account;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.util.function.UnaryOperator;

/**
 * The outlet of a poll, which collects deliveries into one response. It answers when the reader has caught up and there
 * is something to send or the poll does not wait, when the time is up, or when the response is large enough. Of a large
 * response it holds one piece, and takes the next delivery when the client has read that.
 */
final class PollOutlet implements RequestOutlet {
    private static final Response IN_PIECES = Response.stream(Response.JSON);

    private final RoomExchange exchange;
    private final PollBody body;
    private final boolean waits;
    private final int piece;
    private final int largest;
    private final UnaryOperator<Response> caching;
    private boolean over;

    /**
     * @param piece how many bytes of a larger response are held at a time
     * @param caching adds the caching headers to a response in one piece
     */
    PollOutlet(
            RoomExchange exchange,
            PollBody body,
            boolean waits,
            int piece,
            int largest,
            UnaryOperator<Response> caching) {
        this.exchange = exchange;
        this.body = body;
        this.waits = waits;
        this.piece = piece;
        this.largest = largest;
        this.caching = caching;
    }

    @Override
    public boolean offer(Delivery delivery, Runnable again) {
        if (over) {
            return false;
        }
        body.take(delivery);
        if (!exchange.holds(body.collected())) {
            refused(Account.refusal());
        } else if (body.size() >= largest) {
            answer();
        } else if (body.collected() >= piece && !exchange.isHead()) {
            exchange.write(IN_PIECES, body.piece(), again);
        } else {
            again.run();
        }
        return true;
    }

    /** Nothing to do: the bytes are noted as they are collected, one piece at a time. */
    @Override
    public boolean holds(long more) {
        return true;
    }

    @Override
    public void caughtUp(Position position) {
        body.standsAt(position);
        if (!waits || !body.isEmpty()) {
            answer();
        }
    }

    /** A response that has begun goes on as long as the client reads it. */
    @Override
    public void timeIsUp() {
        if (body.isBegun()) {
            return;
        }
        if (body.position().isPresent()) {
            answer();
        } else {
            refused(new Refusal(Code.UNAVAILABLE, "the store did not answer in time"));
        }
    }

    @Override
    public void refused(Refusal refusal) {
        if (body.isBegun()) {
            // The client goes on where this ends, and is refused then.
            answer();
        } else if (!over) {
            over = true;
            exchange.refuse(refusal);
        }
    }

    @Override
    public void ended(Ending ending) {
        if (ending.code().isEnd() && body.position().isPresent()) {
            answer(body.json(ending, exchange.target().name()), UnaryOperator.identity());
        } else {
            refused(new Refusal(ending.code(), ending.reason()));
        }
    }

    private void answer() {
        answer(body.json(), body.size() < piece ? caching : UnaryOperator.identity());
    }

    private void answer(byte[] json, UnaryOperator<Response> headers) {
        if (over) {
            return;
        }
        over = true;
        if (body.isBegun()) {
            exchange.end(IN_PIECES, json);
        } else {
            exchange.answer(headers.apply(Response.json(200, json)));
        }
    }
}
