package io.roomcast.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that decides what happens in one simulation: the same schedule is the same run. */
public record Schedule(long seed, List<Fault> faults, int events, PlantedBug bug, Play play) {
    /** The kind of simulation. */
    @FunctionalInterface
    public interface Play {
        Run begin(Schedule schedule, boolean traced);
    }

    /** One run of a schedule. */
    public interface Run {
        /** Runs it and returns all problems; empty if there are none. */
        List<History.Problem> run();

        Trace trace();

        /** The counts of everything that happened. */
        Map<String, Integer> happened();
    }

    public static final int NODES = 3;
    public static final int EVENTS = 200;

    private static final int LINES = Integer.getInteger("simulation.lines", 60);

    public Schedule {
        faults = List.copyOf(faults);
    }

    public Schedule with(List<Fault> others) {
        return new Schedule(seed, others, events, bug, play);
    }

    public Schedule withEvents(int other) {
        return new Schedule(seed, faults, other, bug, play);
    }

    /** The first problem, if there is any. */
    public Optional<History.Problem> problem() {
        return play.begin(this, false).run().stream().findFirst();
    }

    /** A smaller one that fails in the same way: fewer faults, fewer events. */
    public Schedule smaller() {
        String kind = problem().orElseThrow().kind();
        Schedule small = this;
        for (int some = Math.max(1, faults.size() / 2); some > 0; some /= 2) {
            small = small.fewerFaults(some, kind);
        }
        return small.fewerEvents(kind);
    }

    private boolean fails(String kind) {
        return problem().filter(one -> one.kind().equals(kind)).isPresent();
    }

    /** Leaves out so many faults at a time wherever it fails without them, too. */
    private Schedule fewerFaults(int some, String kind) {
        Schedule small = this;
        for (int from = 0; from < small.faults.size(); ) {
            List<Fault> fewer = new ArrayList<>(small.faults);
            fewer.subList(from, Math.min(from + some, fewer.size())).clear();
            Schedule without = small.with(fewer);
            boolean fails = without.fails(kind);
            small = fails ? without : small;
            from += fails ? 0 : some;
        }
        return small;
    }

    private Schedule fewerEvents(String kind) {
        Schedule small = this;
        for (int fewer = events / 2; fewer >= 4; fewer /= 2) {
            Schedule without = withEvents(fewer);
            small = without.fails(kind) ? without : small;
        }
        return small;
    }

    /** How the smaller one of a schedule that fails came to that, for whoever is to understand it. */
    public String story() {
        Schedule small = smaller();
        Run simulation = play.begin(small, true);
        List<History.Problem> problems = simulation.run();
        StringBuilder story = new StringBuilder("seed " + seed + ", " + small.events + " events, " + bug + ":\n");
        small.faults.forEach(fault -> story.append(fault).append('\n'));
        List<String> lines = simulation.trace().lines();
        lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                .forEach(line -> story.append(line).append('\n'));
        return story.append(problems.get(0)).toString();
    }
}
