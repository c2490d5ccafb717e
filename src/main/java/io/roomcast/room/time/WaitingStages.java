package io.roomcast.room.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stages that wait for the same result; the first to wait is completed first. On one strand. */
public final class WaitingStages<T> {
    private List<CompletableFuture<T>> all = new ArrayList<>();

    /** Returns a stage that waits, too. */
    public CompletionStage<T> join() {
        CompletableFuture<T> one = new CompletableFuture<>();
        add(one);
        return one;
    }

    public void add(CompletableFuture<T> one) {
        all.add(one);
    }

    public int count() {
        return all.size();
    }

    /** Completes all that wait; a stage that joins meanwhile waits for the next time. */
    public void complete(T what) {
        leave().forEach(one -> one.complete(what));
    }

    public void fail(Throwable why) {
        leave().forEach(one -> one.completeExceptionally(why));
    }

    /** Removes and returns all that wait. */
    public List<CompletableFuture<T>> leave() {
        List<CompletableFuture<T>> these = all;
        all = new ArrayList<>();
        return these;
    }
}
