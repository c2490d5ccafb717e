package io.roomcast.kit;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/** A store that fails when the test says so. */
public final class FaultyEngine extends EngineAround {
    private final Map<Integer, Fault> faults = new HashMap<>();
    private IntFunction<Fault> otherwise = number -> Fault.NONE;
    private int appends;
    private int failingRecalls;

    /** The fate of one append. */
    public enum Fault {
        NONE,
        /** Nothing is written, and that is certain. */
        BUSY,
        /** It is written, but the answer is lost. */
        WRITTEN_UNTOLD,
        /** It is not written, and the answer is lost. */
        LOST_UNTOLD,
        /** It is written, and the answer lacks a receipt. */
        TOO_FEW,
        /** It is not written, and the engine throws instead of failing. */
        THROWN
    }

    public FaultyEngine(Engine inner) {
        super(inner);
    }

    /** Decides the fate of the n-th append from the beginning; the first is 1. */
    public FaultyEngine fail(int number, Fault fault) {
        faults.put(number, fault);
        return this;
    }

    /** Decides for every append that {@link #fail} says nothing about. */
    public FaultyEngine failBy(IntFunction<Fault> decision) {
        otherwise = decision;
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

    @Override
    public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
        Fault fault = faults.getOrDefault(++appends, otherwise.apply(appends));
        return switch (fault) {
            case NONE -> innerLog().append(drafts, lease);
            case BUSY ->
                CompletableFuture.completedStage(Collections.nCopies(
                        drafts.size(), new Outcome.Refused(new Refusal(Code.BUSY, "the store is full"))));
            case WRITTEN_UNTOLD ->
                innerLog().append(drafts, lease).thenApply(receipts -> {
                    throw new IllegalStateException("the answer was lost");
                });
            case LOST_UNTOLD -> CompletableFuture.failedStage(new IllegalStateException("the store went away"));
            case TOO_FEW ->
                innerLog().append(drafts, lease).thenApply(receipts -> receipts.subList(1, receipts.size()));
            case THROWN -> throw new IllegalStateException("the store is broken");
        };
    }

    @Override
    public CompletionStage<List<Optional<Receipt>>> recall(List<Draft> drafts) {
        if (failingRecalls > 0) {
            failingRecalls--;
            return CompletableFuture.failedStage(new IllegalStateException("the store is away"));
        }
        return innerLog().recall(drafts);
    }
}
