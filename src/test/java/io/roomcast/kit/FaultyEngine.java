package io.roomcast.kit;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/** A store that fails when the test says so, and counts who appends before an unknown outcome was cleared up. */
public final class FaultyEngine extends EngineAround {
    private final Map<Integer, Fault> faults = new HashMap<>();
    private IntFunction<Fault> otherwise = number -> Fault.NONE;
    private int appends;
    private int settles;
    private int failingSettles;
    private int failingRecalls;
    private int violations;
    private boolean unclear;

    /** What becomes of one append. */
    public enum Fault {
        NONE,
        /** Nothing is written, and that is certain. */
        BUSY,
        /** It is written, but the answer is lost. */
        WRITTEN_UNTOLD,
        /** It is not written, and the answer is lost. */
        LOST_UNTOLD
    }

    public FaultyEngine(Engine inner) {
        super(inner);
    }

    /** What the n-th append from the beginning will meet; the first is 1. */
    public FaultyEngine fail(int number, Fault fault) {
        faults.put(number, fault);
        return this;
    }

    /** Decides for every append that {@link #fail} says nothing about. */
    public FaultyEngine failBy(IntFunction<Fault> decision) {
        otherwise = decision;
        return this;
    }

    /** So many of the next attempts to settle fail. */
    public FaultyEngine failSettles(int count) {
        failingSettles = count;
        return this;
    }

    /** So many of the next recalls fail. */
    public FaultyEngine failRecalls(int count) {
        failingRecalls = count;
        return this;
    }

    public int appends() {
        return appends;
    }

    /** How often something was appended before an unknown outcome was cleared up. */
    public int violations() {
        return violations;
    }

    public int settles() {
        return settles;
    }

    @Override
    public CompletionStage<List<Receipt>> append(List<Draft> drafts) {
        violations += unclear ? 1 : 0;
        Fault fault = faults.getOrDefault(++appends, otherwise.apply(appends));
        unclear = fault == Fault.WRITTEN_UNTOLD || fault == Fault.LOST_UNTOLD;
        return switch (fault) {
            case NONE -> inner.append(drafts);
            case BUSY -> CompletableFuture.failedStage(new Refusal(Code.BUSY, "the store is full"));
            case WRITTEN_UNTOLD ->
                inner.append(drafts).thenApply(receipts -> {
                    throw new IllegalStateException("the answer was lost");
                });
            case LOST_UNTOLD -> CompletableFuture.failedStage(new IllegalStateException("the store went away"));
        };
    }

    @Override
    public CompletionStage<Optional<Receipt>> recall(Draft draft) {
        if (failingRecalls > 0) {
            failingRecalls--;
            return CompletableFuture.failedStage(new IllegalStateException("the store is away"));
        }
        return inner.recall(draft);
    }

    @Override
    public CompletionStage<Void> settle() {
        settles++;
        if (failingSettles > 0) {
            failingSettles--;
            return CompletableFuture.failedStage(new IllegalStateException("the store is still away"));
        }
        unclear = false;
        return inner.settle();
    }
}
