package io.roomcast.room.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Those who wait for the same thing: who came first goes on first. On one strand. */
public final class WaitingStages<T> {
    private List<CompletableFuture<T>> all = new ArrayList<>();

    /** One more waits. */
    public CompletionStage<T> join() {
        CompletableFuture<T> one = new CompletableFuture<>();
        add(one);
        return one;
    }

    /** One more waits by this. */
    public void add(CompletableFuture<T> one) {
        all.add(one);
    }

    public int count() {
        return all.size();
    }

    /** All who wait go on; who comes meanwhile waits for the next time. */
    public void complete(T what) {
        leave().forEach(one -> one.complete(what));
    }

    /** Nobody gets what it waits for. */
    public void fail(Throwable why) {
        leave().forEach(one -> one.completeExceptionally(why));
    }

    /** All who wait wait here no more. */
    public List<CompletableFuture<T>> leave() {
        List<CompletableFuture<T>> these = all;
        all = new ArrayList<>();
        return these;
    }
}
