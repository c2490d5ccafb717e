package io.roomcast.room.lane;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Groups calls of one kind: while one is under way, requests gather for the next. Any thread; locks briefly. */
final class GroupedCalls<Q, A> {
    private static final int LARGEST = 1000;

    private final int most;
    private final Executor callers;
    private final Function<List<Q>, CompletionStage<List<A>>> call;
    private final Queue<Asked<Q, A>> waiting = new ArrayDeque<>();
    private boolean underWay;

    private record Asked<Q, A>(Q what, CompletableFuture<A> answer) {}

    /** At most {@code most} requests wait; more are {@code busy}. The caller's thread makes the calls. */
    GroupedCalls(int most, Function<List<Q>, CompletionStage<List<A>>> call) {
        this(most, Runnable::run, call);
    }

    /** The same, but {@code callers} make the calls, so that concurrent requests are grouped in any case. */
    GroupedCalls(int most, Executor callers, Function<List<Q>, CompletionStage<List<A>>> call) {
        this.most = most;
        this.callers = callers;
        this.call = call;
    }

    CompletionStage<A> ask(Q what) {
        Asked<Q, A> one = new Asked<>(what, new CompletableFuture<>());
        if (!join(one)) {
            return CompletableFuture.failedStage(
                    new Refusal(Code.BUSY, "too many requests wait for the store; try again"));
        }
        callers.execute(this::callNext);
        return one.answer();
    }

    private synchronized boolean join(Asked<Q, A> one) {
        return waiting.size() < most && waiting.add(one);
    }

    /** Calls group by group, on this thread as long as the engine answers immediately. */
    private void callNext() {
        for (List<Asked<Q, A>> group = next(); !group.isEmpty(); group = next()) {
            List<Asked<Q, A>> asked = group;
            CompletionStage<List<A>> answers =
                    call.apply(group.stream().map(Asked::what).toList());
            boolean immediate = answers.toCompletableFuture().isDone();
            answers.whenComplete((all, failure) -> {
                if (failure != null && asked.size() > 1 && !Refusal.isIn(failure)) {
                    eachAlone(asked);
                    return;
                }
                over();
                answer(asked, all, failure);
                if (!immediate) {
                    callNext();
                }
            });
            if (!immediate) {
                return;
            }
        }
    }

    /** Calls for each alone: one request may be why all failed, and the others must not suffer for it. */
    private void eachAlone(List<Asked<Q, A>> group) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (Asked<Q, A> one : group) {
            done = done.thenCompose(before -> call.apply(List.of(one.what())).handle((answers, failure) -> {
                answer(List.of(one), answers, failure);
                return null;
            }));
        }
        done.whenComplete((all, bug) -> {
            over();
            callNext();
        });
    }

    private synchronized List<Asked<Q, A>> next() {
        if (underWay || waiting.isEmpty()) {
            return List.of();
        }
        underWay = true;
        List<Asked<Q, A>> group = new ArrayList<>();
        while (group.size() < LARGEST && !waiting.isEmpty()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void over() {
        underWay = false;
    }

    private static <Q, A> void answer(List<Asked<Q, A>> group, List<A> answers, Throwable failure) {
        for (int index = 0; index < group.size(); index++) {
            if (failure == null) {
                group.get(index).answer().complete(answers.get(index));
            } else {
                group.get(index).answer().completeExceptionally(failure);
            }
        }
    }
}
