package io.roomcast.kit;

import io.roomcast.room.time.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Runs tasks on the test's thread, when the test says so: in the order they came, or in one that a seed decides. */
public final class HandWorkers implements Workers {
    private static final int ENDLESS = 1_000_000;

    private final List<Runnable> tasks = new ArrayList<>();
    private final Optional<RandomGenerator> order;

    /** Tasks run in the order in which they came. */
    public HandWorkers() {
        this.order = Optional.empty();
    }

    /** Tasks run in an order that is the same for the same generator. */
    public HandWorkers(RandomGenerator order) {
        this.order = Optional.of(order);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs one task, if there is any. */
    public boolean runOne() {
        if (tasks.isEmpty()) {
            return false;
        }
        int next = order.map(random -> random.nextInt(tasks.size())).orElse(0);
        tasks.remove(next).run();
        return true;
    }

    /** Runs tasks until there are none. */
    public void run() {
        for (int done = 0; runOne(); done++) {
            if (done == ENDLESS) {
                throw new AssertionError("the tasks never end");
            }
        }
    }

    public int waiting() {
        return tasks.size();
    }
}
