package io.roomcast.engine;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Makes an engine's ground fail when the test says so: a call fails, a commit is done and its answer is lost, or a
 * commit takes as long as the test likes. Any thread.
 */
public final class Faults {
    private int calls;
    private int nextFault;
    private Optional<Kind> kind = Optional.empty();
    private boolean always;
    private boolean met;
    private CountDownLatch held = new CountDownLatch(0);
    private CountDownLatch reached = new CountDownLatch(1);

    /** The ways of failing. */
    public enum Kind {
        /** A call fails before it has done anything. */
        CALL,
        /** A commit is done, and nobody is told. */
        ANSWER
    }

    /** The n-th call from now on, the first being 1, goes wrong. */
    synchronized void meet(int call, Kind wrong) {
        calls = 0;
        nextFault = call;
        kind = Optional.of(wrong);
    }

    synchronized void always(Kind wrong) {
        kind = Optional.of(wrong);
        always = true;
    }

    synchronized void never() {
        kind = Optional.empty();
        always = false;
    }

    synchronized boolean wereMet() {
        return met;
    }

    /** From now on commits wait until {@link #release}. */
    synchronized void hold() {
        held = new CountDownLatch(1);
        reached = new CountDownLatch(1);
    }

    synchronized void release() {
        held.countDown();
    }

    void awaitHeld() {
        await(waiting());
    }

    private synchronized CountDownLatch waiting() {
        return reached;
    }

    /** A call is about to be made: whether it is to fail. */
    public boolean failsCall() {
        return goesWrong(Kind.CALL);
    }

    /** A commit was done: whether its answer is to be lost. */
    public boolean losesAnswer() {
        return goesWrong(Kind.ANSWER);
    }

    private synchronized boolean goesWrong(Kind what) {
        if (kind.filter(what::equals).isEmpty()) {
            return false;
        }
        boolean wrong = ++calls == nextFault || always;
        met |= wrong;
        return wrong;
    }

    /** A commit is about to be made. */
    public void beforeCommit() {
        CountDownLatch gate;
        synchronized (this) {
            reached.countDown();
            gate = held;
        }
        await(gate);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
