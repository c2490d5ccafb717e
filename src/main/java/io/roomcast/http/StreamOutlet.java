package io.roomcast.http;

import io.roomcast.room.Delivery;
import io.roomcast.room.budget.Use;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;

/** The outlet of a stream. It writes each delivery when the previous one is sent. */
final class StreamOutlet implements RequestOutlet {
    private final RoomExchange exchange;
    private final StreamFormat format;
    private final boolean live;
    private boolean begun;
    private boolean over;

    /** @param live whether the stream goes on when the reader has caught up */
    StreamOutlet(RoomExchange exchange, StreamFormat format, boolean live) {
        this.exchange = exchange;
        this.format = format;
        this.live = live;
    }

    @Override
    public boolean offer(Delivery delivery, Runnable again) {
        if (!over) {
            write(format.delivery(delivery), again);
        }
        return !over;
    }

    private void write(byte[] bytes, Runnable written) {
        begun = true;
        exchange.write(format.beginning(), bytes, written);
    }

    @Override
    public boolean holds(long more) {
        return exchange.account().add(Use.ANSWERS, more);
    }

    @Override
    public void caughtUp(Position position) {
        if (live || over) {
            return;
        }
        over = true;
        exchange.end(format.beginning(), format.complete(position));
    }

    @Override
    public void refused(Refusal refusal) {
        if (over) {
            return;
        }
        over = true;
        if (begun) {
            exchange.end(format.beginning(), format.refused(refusal));
        } else {
            exchange.refuse(refusal);
        }
    }

    @Override
    public void ended(Ending ending) {
        if (over) {
            return;
        }
        over = true;
        exchange.end(format.beginning(), format.ended(ending));
    }

    /** Refuses a stream that has not begun. Once begun, it has no time limit. */
    @Override
    public void timeIsUp() {
        if (!begun) {
            refused(new Refusal(Code.UNAVAILABLE, "the store did not answer in time"));
        }
    }
}
