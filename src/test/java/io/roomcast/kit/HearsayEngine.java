package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An engine whose announcements are hearsay: a seed decides which come at once, late and so in another order, twice, or
 * not at all. Now and then it says for no reason that something may have been missed. Any thread.
 */
public final class HearsayEngine extends EngineAround {
    private static final int ALL = 100;
    private static final int AT_ONCE = 25;
    private static final int TWICE = 50;
    private static final int INTERRUPTED = 3;
    private static final int LATEST_MILLIS = 150;

    private final Random random;
    private final int lost;
    private final ExecutorService hearsay;

    /** @param lost how many of a hundred announcements nobody ever hears */
    public HearsayEngine(Engine inner, long seed, int lost) {
        super(inner);
        this.random = new Random(seed);
        this.lost = lost;
        this.hearsay = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "hearsay");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void watch(EngineListener theirs) {
        inner.watch(new EngineListener() {
            @Override
            public void grew(String room, Position head, List<Event> events) {
                pass(theirs, () -> theirs.grew(room, head, events));
            }

            @Override
            public void removed(String room, String epoch) {
                pass(theirs, () -> theirs.removed(room, epoch));
            }

            @Override
            public void changed(String room, long revision) {
                pass(theirs, () -> theirs.changed(room, revision));
            }

            @Override
            public void told(String room, String payload) {
                pass(theirs, () -> theirs.told(room, payload));
            }

            @Override
            public void interrupted(Lane lane) {
                pass(theirs, () -> theirs.interrupted(HearsayEngine.this));
            }
        });
    }

    private synchronized void pass(EngineListener theirs, Runnable news) {
        if (random.nextInt(ALL) < lost) {
            return;
        }
        int fate = random.nextInt(ALL);
        if (fate < AT_ONCE) {
            deliver(0, news);
        } else {
            deliver(1 + random.nextInt(LATEST_MILLIS), news);
        }
        if (fate >= AT_ONCE && fate < TWICE) {
            deliver(random.nextInt(LATEST_MILLIS), news);
        }
        if (random.nextInt(ALL) < INTERRUPTED) {
            deliver(random.nextInt(LATEST_MILLIS), () -> theirs.interrupted(this));
        }
    }

    /** Never on the thread of the server that announces, as from another process. */
    private void deliver(int millis, Runnable news) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, hearsay)
                .execute(news);
    }

    @Override
    public void close() {
        hearsay.shutdownNow();
        super.close();
    }
}
