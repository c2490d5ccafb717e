package io.roomcast.http;

import io.roomcast.room.Part;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;

/** Hands what a cursor reads to a stream, part by part, each when the one before is out. */
final class Streaming implements Answering {
    private final RoomExchange exchange;
    private final Wording wording;
    private final boolean live;
    private boolean begun;
    private boolean over;

    /** A stream that is not live ends when the reader has caught up. */
    Streaming(RoomExchange exchange, Wording wording, boolean live) {
        this.exchange = exchange;
        this.wording = wording;
        this.live = live;
    }

    @Override
    public boolean offer(Part part, Runnable again) {
        if (!over) {
            write(wording.part(part), again);
        }
        return !over;
    }

    private void write(byte[] bytes, Runnable written) {
        begun = true;
        exchange.write(wording.beginning(), bytes, written);
    }

    @Override
    public void caughtUp(Position position) {
        if (live || over) {
            return;
        }
        over = true;
        exchange.end(wording.beginning(), wording.complete(position));
    }

    @Override
    public void refused(Refusal refusal) {
        if (over) {
            return;
        }
        over = true;
        if (begun) {
            exchange.end(wording.beginning(), wording.refused(refusal));
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
        exchange.end(wording.beginning(), wording.ended(ending));
    }

    /** A stream has all the time in the world, once it has begun. */
    @Override
    public void timeIsUp() {
        if (!begun) {
            refused(new Refusal(Code.UNAVAILABLE, "the store did not answer in time"));
        }
    }
}
