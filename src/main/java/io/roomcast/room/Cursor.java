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
 * A reader of one room, with at most one delivery under way. It holds where it stands and no messages but, for a quick
 * reader, the next page, and looks at the log again whenever its outlet can take something. It lives on its pump's
 * strand; any thread may call the public methods.
 */
public final class Cursor implements SeatReader {
    private static final int STEPS_IN_A_ROW = 16;
    private static final int TOO_MANY_BEHIND = 100;

    /** How many milliseconds a reader takes for a delivery at most, for which the next page is read ahead. */
    private static final long QUICK = 50;

    private static final long TOO_LATE = Duration.ofSeconds(1).toMillis();

    private final Room room;
    private final ReadRequest request;
    private final Outlet outlet;
    private final Pump pump;
    private ReaderState state; // null until it begins
    private final Unread unread = new Unread();
    private final ReadAhead ahead;
    private Delivery pending; // null if the state says what comes next
    private volatile long lastWord;
    private final Runnable whenWritten = this::written;
    private Thread offering; // null while none is; means something only to that thread
    private boolean quick;
    private boolean writtenAtOnce;
    private boolean underWay;
    private boolean awaitingLog;
    private boolean mayJump;
    private boolean over;
    private volatile boolean dismissed;

    /** How much waits for the client. It counts as held for the client, unless the tail has the events anyway. */
    private final class Unread {
        private long after;
        private long bytes;
        private long held;

        boolean keep(Delivery delivery) {
            after = delivery instanceof Batch batch ? batch.after() : after;
            bytes = delivery instanceof Batch batch ? batch.size() : 0;
            return recount();
        }

        /** Counts it as soon as the tail has dropped its events; false if it is too much. */
        boolean recount() {
            boolean due = held != bytes && !room.tail().covers(after);
            boolean granted = !due || outlet.holds(bytes);
            held = due && granted ? bytes : held;
            return granted;
        }

        void release() {
            bytes = 0;
            if (held > 0) {
                outlet.holds(-held);
                held = 0;
            }
        }
    }

    Cursor(Room room, ReadRequest request, Outlet outlet, Pump pump) {
        this.room = room;
        this.request = request;
        this.outlet = outlet;
        this.ahead = new ReadAhead(room);
        this.pump = pump;
    }

    Pump pump() {
        return pump;
    }

    ReadRequest request() {
        return request;
    }

    String reader() {
        return request.reader();
    }

    /** Whether it was told to end, even if it has not ended yet. Any thread. */
    boolean isOver() {
        return dismissed;
    }

    /** Lets the reading begin with this. */
    void greet(Delivery greeting) {
        pump.run(() -> pending = greeting);
    }

    /** Begins to read. */
    void begin(ReaderState begun) {
        pump.run(() -> {
            if (!over) {
                state = begun;
                lastWord = room.time().elapsed();
                pump.add(this);
                advance();
            }
        });
    }

    /** Sends what comes next, unless a delivery is under way. Called on the pump's strand. */
    void advance() {
        int steps = 0;
        while (step()) {
            if (++steps == STEPS_IN_A_ROW) {
                // The other cursors of this pump come next.
                pump.run(this::advance);
                return;
            }
        }
    }

    /** Takes one step; returns whether the next one can follow at once. */
    private boolean step() {
        if (over || underWay || awaitingLog || state == null || room.readers().areHeld()) {
            return false;
        }
        if (pending != null) {
            return offer(pending);
        }
        Optional<Delivery> next = state.next();
        if (next.isPresent()) {
            return offer(next.get());
        }
        if (state.isInDoubt()) {
            awaitLog(room.log().catchUp(), state::confirm);
        } else if (state.needsPage()) {
            awaitLog(ahead.page(state.position()), state::take);
        } else {
            outlet.caughtUp(state.position());
        }
        return false;
    }

    /** Offers a delivery; returns whether the outlet can take more already, and there may be more. */
    private boolean offer(Delivery delivery) {
        underWay = true;
        writtenAtOnce = false;
        lastWord = room.time().elapsed();
        offering = Thread.currentThread();
        boolean open = outlet.offer(delivery, whenWritten);
        offering = null;
        if (open) {
            pending = null;
            state.passed(delivery);
            readAhead();
            mayJump = request.latest() && delivery instanceof Batch;
        }
        if (writtenAtOnce) {
            quick = true;
            taken();
        } else if (open) {
            check(unread.keep(delivery));
        }
        return writtenAtOnce && !(delivery instanceof Batch && state.isUpToDate());
    }

    /** Reads the next page while this one is written, if the reader takes quickly what it is given and will not jump. */
    private void readAhead() {
        if (quick && !request.latest() && state.needsPage()) {
            ahead.begin(state.position());
        }
    }

    /** Notes that the outlet can take something again. If that is during our own offer, no task is needed. */
    private void written() {
        if (offering == Thread.currentThread()) {
            writtenAtOnce = true;
        } else {
            pump.run(this::again);
        }
    }

    private void again() {
        long now = room.time().elapsed();
        quick = now - lastWord <= QUICK;
        lastWord = now;
        taken();
        advance();
    }

    /** Ends a reader for whose unread delivery no memory is left. */
    private void check(boolean granted) {
        if (!granted) {
            end(Ending.of(Code.SLOW).because("no memory is left for what the client has not read"));
        }
    }

    private void taken() {
        underWay = false;
        unread.release();
        if (mayJump) {
            mayJump = false;
            state.jump(TOO_MANY_BEHIND, room.time().millis() - TOO_LATE).ifPresent(gap -> pending = gap);
        }
    }

    /** Continues once the log has answered. */
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

    /** Sends a heartbeat when one is due, and ends a reader that has taken nothing for too long. */
    void tick(long now) {
        if (over || state == null) {
            return;
        }
        ahead.tick(now);
        long quiet = now - lastWord;
        long beat = room.limits().heartbeat().toMillis() - 2 * room.limits().tick();
        if (underWay && quiet > room.limits().stall().toMillis()) {
            end(Ending.of(Code.SLOW));
        } else if (underWay) {
            check(unread.recount());
        } else if (quiet >= beat) {
            sendHeartbeat();
        }
    }

    /** Moves past what is not for this reader, and sends its position if there is nothing else to send. */
    private void sendHeartbeat() {
        advance();
        if (!over && !underWay && pending == null && !room.readers().areHeld()) {
            offer(new Delivery.Stand(room.name(), state.position()));
        }
    }

    /** Ends the reading because it cannot begin or go on. */
    void refuse(Refusal refusal) {
        dismissed = true;
        pump.run(() -> {
            if (finish()) {
                outlet.refused(refusal);
            }
        });
    }

    /** Ends the reading, because the server says so or the client left. Any thread. */
    @Override
    public void end(Ending ending) {
        dismissed = true;
        pump.run(() -> {
            if (finish()) {
                outlet.ended(ending);
            }
        });
    }

    /** Ends a reading whose connection is gone or whose answer is complete. The seat is kept for the grace. */
    public void close() {
        dismissed = true;
        pump.run(this::finish);
    }

    /** Says that the delivery waits behind others that get through: this reader is not slow. Any thread. */
    public void noteWaiting() {
        lastWord = room.time().elapsed();
    }

    /** Runs a task in turn with the calls to the outlet: no two of them overlap. */
    public void inTurn(Runnable task) {
        pump.run(task);
    }

    private boolean finish() {
        if (over) {
            return false;
        }
        over = true;
        unread.release();
        pump.remove(this);
        room.released(this);
        return true;
    }
}
