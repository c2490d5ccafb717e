package io.roomcast.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Something that goes wrong at a moment, for a while. Faults are planned before anything happens, so that some can be left
 * out when a failure is made smaller.
 *
 * @param node which server it strikes, where it strikes one
 * @param lane which lane it strikes, where it strikes one
 * @param size how much of it, where there is more or less
 */
public record Fault(Kind kind, long at, long length, int node, int lane, int size) {
    /** Until then things may go wrong. */
    public static final long LATEST = 16 * Agenda.SECOND;

    private static final long LONGEST = 6 * Agenda.SECOND;

    public enum Kind {
        LOSSY,
        LATE,
        LANE_DOWN,
        STORE_DOWN,
        CUT_OFF,
        DEAF,
        MUDDLED,
        PAUSE,
        KILL,
        FAIL_OVER,
        REMOVE,
        CLOCK_LEAPS
    }

    public static List<Fault> plan(RandomGenerator random, int nodes) {
        return plan(random, nodes, List.of(Kind.values()), LATEST, LONGEST);
    }

    /** Some of these kinds, until then, each for no longer than that. */
    public static List<Fault> plan(RandomGenerator random, int nodes, List<Kind> kinds, long latest, long longest) {
        List<Fault> faults = new ArrayList<>();
        for (int count = 3 + random.nextInt(12); count > 0; count--) {
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            long at = Agenda.SECOND / 2 + random.nextLong(latest - longest);
            long length = random.nextLong(random.nextBoolean() ? longest : longest / 6);
            int size = random.nextInt(Shard.LAG);
            faults.add(new Fault(kind, at, length, random.nextInt(nodes), random.nextInt(SimStore.LANES), size));
        }
        faults.sort(Comparator.comparingLong(Fault::at));
        return faults;
    }

    public void begin(Cluster cluster) {
        cluster.trace().note("begins: %s", toString());
        switch (kind) {
            case FAIL_OVER -> cluster.store().shards().get(lane).failOver(size);
            case PAUSE -> cluster.node(node).ifPresent(Node::pause);
            case KILL -> cluster.kill(node);
            case REMOVE -> cluster.remove(lane);
            case CLOCK_LEAPS -> cluster.store().leap(length);
            default -> change(cluster.store().weather(), 1);
        }
    }

    public void end(Cluster cluster) {
        cluster.trace().note("ends: %s", toString());
        switch (kind) {
            case PAUSE -> cluster.node(node).ifPresent(Node::goOn);
            case KILL -> cluster.start(node);
            case FAIL_OVER, REMOVE, CLOCK_LEAPS -> {}
            case CUT_OFF, DEAF -> {
                change(cluster.store().weather(), -1);
                cluster.node(node).ifPresent(one -> one.engine().interruptSoon());
            }
            default -> change(cluster.store().weather(), -1);
        }
    }

    private void change(Weather weather, int by) {
        switch (kind) {
            case LOSSY -> weather.lossy(lane, by);
            case LATE -> weather.late(lane, by);
            case LANE_DOWN -> weather.down(lane, by);
            case STORE_DOWN -> {
                for (int one = 0; one < SimStore.LANES; one++) {
                    weather.down(one, by);
                }
            }
            case CUT_OFF -> weather.cutOff(node, by);
            case DEAF -> weather.deaf(node, by);
            case MUDDLED -> weather.muddled(lane, by);
            default -> throw new IllegalStateException("no weather: " + kind);
        }
    }
}
