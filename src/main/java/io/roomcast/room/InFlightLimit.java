package io.roomcast.room;

import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How many publishes of each session are under way in a room, and that they are not too many: within twice the bound a
 * repeat is still found. Any thread.
 */
final class InFlightLimit {
    private final int most;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    InFlightLimit(int most) {
        this.most = most;
    }

    /** Does something that counts until it is done. */
    <T> CompletionStage<T> until(Member member, Supplier<CompletionStage<T>> deed) {
        if (member.isGuest()) {
            return deed.get();
        }
        if (counts.merge(member.id(), 1, Integer::sum) > most) {
            answered(member);
            return CompletableFuture.failedStage(new Refusal(
                    Code.TOO_MANY, "more than " + most + " publishes are unanswered; nothing was published"));
        }
        return deed.get().whenComplete((result, failure) -> answered(member));
    }

    private void answered(Member member) {
        counts.computeIfPresent(member.id(), (id, count) -> count == 1 ? null : count - 1);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }
}
