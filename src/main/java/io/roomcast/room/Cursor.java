package io.roomcast.room;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.seat.SeatReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A reader of one room, with at most one part under way. It keeps no messages, only where it stands, and looks at the
 * log again whenever its outlet can take something. It lives on its pump's strand; the public methods may be called from
 * any thread.
 */
public final class Cursor implements SeatReader {
    private static final int TOO_MANY_BEHIND = 100;
    private static final long TOO_LATE = Duration.ofSeconds(1).toMillis();

    private final Room room;
    private final ReadRequest entry;
    private final Outlet outlet;
    private final Pump pump;
    private Optional<ReaderState> reading = Optional.empty();
    private Optional<Delivery> pending = Optional.empty();
    private volatile long lastWord;
    private boolean underWay;
    private boolean awaitingLog;
    private boolean mayJump;
    private boolean over;
    private volatile boolean dismissed;

    Cursor(Room room, ReadRequest entry, Outlet outlet, Pump pump) {
        this.room = room;
        this.entry = entry;
        this.outlet = outlet;
        this.pump = pump;
    }

    Pump pump() {
        return pump;
    }

    ReadRequest entry() {
        return entry;
    }

    String reader() {
        return entry.reader();
    }

    /** Whether it was told to end, even if it has not got round to it. Any thread. */
    boolean isOver() {
        return dismissed;
    }

    /** Begins to read, after a greeting. */
    void begin(ReaderState begun, Optional<Delivery> greeting) {
        pump.run(() -> {
            if (!over) {
                reading = Optional.of(begun);
                pending = greeting;
                lastWord = room.time().elapsed();
                pump.add(this);
                advance();
            }
        });
    }

    /** Sends what comes next, unless something is under way; called on the pump's strand. */
    void advance() {
        if (over || underWay || awaitingLog || reading.isEmpty()) {
            return;
        }
        ReaderState here = reading.get();
        Optional<Delivery> delivery = pending.isPresent() ? pending : here.next();
        if (delivery.isPresent()) {
            offer(here, delivery.get());
        } else if (here.isInDoubt()) {
            awaitLog(room.log().look(), here::confirm);
        } else if (here.needsSlice()) {
            awaitLog(room.log().page(here.position()), here::take);
        } else {
            outlet.caughtUp(here.position());
        }
    }

    private void offer(ReaderState here, Delivery delivery) {
        underWay = true;
        lastWord = room.time().elapsed();
        if (outlet.offer(delivery, () -> pump.run(this::again))) {
            pending = Optional.empty();
            here.passed(delivery);
            mayJump = entry.latest() && delivery instanceof Batch;
        }
    }

    /** The outlet can take something again. */
    private void again() {
        underWay = false;
        lastWord = room.time().elapsed();
        if (mayJump) {
            mayJump = false;
            pending = reading.flatMap(
                    here -> here.jump(TOO_MANY_BEHIND, room.time().millis() - TOO_LATE));
        }
        advance();
    }

    /** Goes on when the log has answered. */
    private <T> void awaitLog(CompletionStage<T> asked, Consumer<T> learn) {
        awaitingLog = true;
        asked.whenComplete((answer, failure) -> pump.run(() -> {
            awaitingLog = false;
            if (failure == null) {
                learn.accept(answer);
                advance();
            } else {
                refuse(Refusal.of(failure));
            }
        }));
    }

    /** Gives a sign of life when it is due, and ends a reader that has not taken anything for too long. */
    void tick(long now) {
        if (over || reading.isEmpty()) {
            return;
        }
        long quiet = now - lastWord;
        long beat = room.limits().heartbeat().toMillis() - 2 * room.limits().tick();
        if (underWay && quiet > room.limits().stall().toMillis()) {
            end(Ending.of(Code.SLOW));
        } else if (!underWay && quiet >= beat) {
            giveSign(reading.get());
        }
    }

    /** Moves past what is not for this reader, and says where it stands if there is nothing else to say. */
    private void giveSign(ReaderState here) {
        advance();
        if (!over && !underWay) {
            offer(here, new Delivery.Stand(room.name(), here.position()));
        }
    }

    /** The reading cannot begin or go on. */
    void refuse(Refusal refusal) {
        dismissed = true;
        pump.run(() -> {
            if (finish()) {
                outlet.refused(refusal);
            }
        });
    }

    /** The server ends this reading, or its client left. Any thread. */
    @Override
    public void end(Ending ending) {
        dismissed = true;
        pump.run(() -> {
            if (finish()) {
                outlet.ended(ending);
            }
        });
    }

    /** The connection is gone, or its answer is complete; the seat is kept for a while. */
    public void close() {
        dismissed = true;
        pump.run(this::finish);
    }

    /** What the outlet took waits behind other things, which do get through: who takes those is not slow. Any thread. */
    public void isWaiting() {
        lastWord = room.time().elapsed();
    }

    /** Runs something in turn with the calls to the outlet, so that no two of them are under way at once. */
    public void inTurn(Runnable task) {
        pump.run(task);
    }

    private boolean finish() {
        if (over) {
            return false;
        }
        over = true;
        pump.remove(this);
        room.released(this);
        return true;
    }
}
