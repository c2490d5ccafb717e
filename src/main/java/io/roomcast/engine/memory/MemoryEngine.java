package io.roomcast.engine.memory;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Retention;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Span.Epoch;
import io.roomcast.room.log.Start;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Keeps all logs in memory, so nothing is durable beyond the process and every new life begins new epochs. Every stage
 * is complete when it is returned. Any thread.
 */
public final class MemoryEngine implements Engine {
    private static final int KEY_BYTES = 32;
    private static final int TIDIED_AT_ONCE = 1000;

    private final Retention retention;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final byte[] key = new byte[KEY_BYTES];
    private final Map<String, MemoryLog> logs = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private Iterator<String> untidied = Collections.emptyIterator();

    /** A log as it was when it was looked at, because what is sorted must not change. */
    private record Weighed(String room, MemoryLog log, long bytes, Instant last) {
        static Weighed of(String room, MemoryLog log) {
            return new Weighed(room, log, log.bytes(), log.last());
        }
    }

    public MemoryEngine(Retention retention, InstantSource clock, RandomGenerator random) {
        this.retention = retention;
        this.clock = clock;
        this.random = random;
        random.nextBytes(key);
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public CompletionStage<Span> open(String room) {
        return CompletableFuture.completedStage(existing(room).span());
    }

    @Override
    public CompletionStage<List<Receipt>> append(List<Draft> drafts) {
        List<Receipt> receipts = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            if (draft.answer().isPresent() && !draft.isRepeatable()) {
                receipts.add(new Receipt.Taken(draft.answer().get()));
            } else {
                in(draft.room(), log -> receipts.add(log.append(draft)));
            }
        }
        return CompletableFuture.completedStage(receipts);
    }

    @Override
    public CompletionStage<Optional<Receipt>> recall(Draft draft) {
        return CompletableFuture.completedStage(existing(draft.room()).recall(draft));
    }

    @Override
    public CompletionStage<Slice> read(String room, Start start, String reader, int count, long bytes) {
        return CompletableFuture.completedStage(existing(room).read(start, reader, count, bytes));
    }

    @Override
    public void seat(String room, Member member) {
        in(room, log -> log.seat(member.id()));
    }

    @Override
    public void free(String room, Member member) {
        change(room, log -> {
            if (log != null) {
                log.free(member.id());
            }
            return log;
        });
    }

    @Override
    public CompletionStage<Boolean> remembers(String room, Member member) {
        return CompletableFuture.completedStage(existing(room).remembers(member.id()));
    }

    @Override
    public CompletionStage<List<Member>> former(String room) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public void rest(String room) {
        change(room, log -> log != null && log.isKept() ? log : null);
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        change(room, log -> null);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> tidy() {
        tidySome();
        if (bytes.get() > retention.storeBytes()) {
            giveUp(bytes.get() - retention.storeBytes());
        }
        return CompletableFuture.completedStage(null);
    }

    /** The next logs, so that it takes as long however many there are. */
    private synchronized void tidySome() {
        if (!untidied.hasNext()) {
            untidied = logs.keySet().iterator();
        }
        for (int count = 0; count < TIDIED_AT_ONCE && untidied.hasNext(); count++) {
            change(untidied.next(), log -> log == null || log.tidy() ? null : log);
        }
    }

    /** Halves the biggest logs; where all are small there are too many, and those longest unused go. */
    private void giveUp(long excess) {
        PriorityQueue<Weighed> biggest =
                new PriorityQueue<>(Comparator.comparingLong(Weighed::bytes).reversed());
        logs.forEach((room, log) -> biggest.add(Weighed.of(room, log)));
        long left = excess;
        while (left > 0 && !biggest.isEmpty() && biggest.element().log().canBeHalved()) {
            Weighed before = biggest.remove();
            change(before.room(), log -> {
                before.log().halve();
                return log;
            });
            Weighed after = Weighed.of(before.room(), before.log());
            biggest.add(after);
            left -= before.bytes() - after.bytes();
        }
        List<Weighed> unused = new ArrayList<>(left > 0 ? biggest : List.of());
        unused.sort(Comparator.comparing(Weighed::last));
        for (Iterator<Weighed> next = unused.iterator(); left > 0 && next.hasNext(); ) {
            Weighed gone = next.next();
            change(gone.room(), log -> null);
            left -= gone.bytes();
        }
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        logs.clear();
    }

    /** The room's log, or one that is not kept. */
    private MemoryLog existing(String room) {
        MemoryLog log = logs.get(room);
        return log == null ? fresh(room) : log;
    }

    /** Does something with the room's log, which is kept from now on and not given up meanwhile. */
    private void in(String room, Consumer<MemoryLog> deed) {
        change(room, old -> {
            MemoryLog log = old == null ? fresh(room) : old;
            deed.accept(log);
            return log;
        });
    }

    /** Puts a log in the place of another or of none, and keeps account of what all of them take. */
    private void change(String room, UnaryOperator<MemoryLog> change) {
        logs.compute(room, (same, old) -> {
            long before = old == null ? 0 : old.bytes();
            MemoryLog log = change.apply(old);
            bytes.addAndGet(log == null ? -before : log.bytes() - before);
            return log;
        });
    }

    private MemoryLog fresh(String room) {
        return new MemoryLog(room, retention, clock, () -> Epoch.newName(random));
    }
}
