package io.roomcast.room.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a server's lease")
class NodeLeaseTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final HandTime time = new HandTime(World.BEGINNING);
    private final Deque<CompletableFuture<Lease>> asked = new ArrayDeque<>();
    private int stoodStill;

    private final Leases leases = new Leases() {
        @Override
        public CompletionStage<Lease> renew(String node, Duration length) {
            asked.add(new CompletableFuture<>());
            return asked.getLast();
        }

        @Override
        public CompletionStage<Optional<Lease>> claim(String name, Lease mine, Duration length) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Void> release(String name, Lease mine) {
            return CompletableFuture.completedStage(null);
        }
    };

    private final NodeLease lease = new NodeLease(leases, "a", LENGTH, time, new NodeLease.Events() {
        @Override
        public void anotherTerm() {}

        @Override
        public void stoodStill() {
            stoodStill++;
        }
    });

    private void answer(long term) {
        asked.remove().complete(new Lease("a", term, time.instant().plus(LENGTH)));
    }

    private void pass(Duration duration) {
        Duration until = time.in(duration);
        while (time.ringNext(until)) {}
    }

    @Test
    @DisplayName("is none for a while after the server stood still, also while it was being renewed")
    void standsStillWhileARenewalIsUnderWay() {
        answer(1);
        pass(Duration.ofSeconds(1));
        assertEquals(1, asked.size());
        time.stand(Duration.ofSeconds(60));
        answer(2);
        pass(Duration.ofSeconds(1));
        answer(2);
        assertEquals(1, stoodStill);
        assertFalse(lease.term().isGood(time.elapsed()));
    }

    @Test
    @DisplayName("is not unbroken where the store did not answer for a moment, though it did not run out")
    void storeAwayForAMoment() {
        answer(1);
        for (int second = 0; second < 30; second++) {
            pass(Duration.ofSeconds(1));
            answer(1);
        }
        assertEquals(Duration.ofSeconds(30), lease.unbroken());
        pass(Duration.ofSeconds(1));
        asked.remove().completeExceptionally(new IllegalStateException("away"));
        pass(Duration.ofMillis(1500));
        assertTrue(lease.term().isGood(time.elapsed()));
        assertEquals(Duration.ZERO, lease.unbroken());
        asked.remove().completeExceptionally(new IllegalStateException("away"));
        pass(Duration.ofSeconds(1));
        answer(1);
        assertTrue(lease.unbroken().toMillis() < 1000);
    }

    @Test
    @DisplayName("is renewed again when a renewal is not answered")
    void aRenewalThatIsNeverAnswered() {
        answer(1);
        pass(Duration.ofSeconds(1));
        asked.remove();
        pass(Duration.ofMinutes(10));
        assertTrue(asked.size() > 0, "it is asked again");
    }
}
