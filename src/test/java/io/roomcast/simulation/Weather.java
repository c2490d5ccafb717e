package io.roomcast.simulation;

import java.util.random.RandomGenerator;

/** The faults of the world at the moment, and how long things take in it. One thread. */
public final class Weather {
    private static final long LATEST = 12 * Agenda.SECOND;

    private final RandomGenerator random;
    private final Agenda agenda;
    private final int[] lossy = new int[SimStore.LANES];
    private final int[] late = new int[SimStore.LANES];
    private final int[] down = new int[SimStore.LANES];
    private final int[] muddled = new int[SimStore.LANES];
    private final int[] cutOff;
    private final int[] deaf;

    public Weather(RandomGenerator random, Agenda agenda, int nodes) {
        this.random = random;
        this.agenda = agenda;
        this.cutOff = new int[nodes];
        this.deaf = new int[nodes];
    }

    public void lossy(int lane, int more) {
        lossy[lane] += more;
    }

    public void late(int lane, int more) {
        late[lane] += more;
    }

    public void down(int lane, int more) {
        down[lane] += more;
    }

    public void muddled(int lane, int more) {
        muddled[lane] += more;
    }

    public void cutOff(int node, int more) {
        cutOff[node] += more;
    }

    public void deaf(int node, int more) {
        deaf[node] += more;
    }

    public boolean isDown(int lane) {
        return down[lane] > 0;
    }

    /** Whether nothing at all gets from one to the other. */
    public boolean isCutOff(int node) {
        return cutOff[node] > 0;
    }

    /** Whether a request or an answer is lost. */
    public boolean loses(int node, int lane) {
        return isCutOff(node) || (lossy[lane] > 0 && random.nextInt(4) == 0);
    }

    /** How long a request or an answer takes. */
    public long way(int lane) {
        if (late[lane] > 0 && random.nextInt(3) == 0) {
            return random.nextLong(LATEST);
        }
        return 100 + random.nextLong(random.nextInt(8) == 0 ? 60 * Agenda.MILLI : 4 * Agenda.MILLI);
    }

    /** How long a caller waits before it gives up. */
    public long patience() {
        return 300 * Agenda.MILLI + random.nextLong(2 * Agenda.SECOND);
    }

    /** Whether a server hears nothing of what is announced. */
    public boolean isDeaf(int node) {
        return deaf[node] > 0 || isCutOff(node);
    }

    /** Whether a single announcement is dropped, so that its listener is told of an interruption later. */
    public boolean drops(int lane) {
        return muddled[lane] > 0 && random.nextInt(5) == 0;
    }

    /** How often an announcement arrives. */
    public int copies(int lane) {
        return muddled[lane] > 0 && random.nextInt(4) == 0 ? 2 : 1;
    }

    /** How long an announcement takes. */
    public long announcement(int lane) {
        return random.nextLong(muddled[lane] > 0 ? 2 * Agenda.SECOND : 5 * Agenda.MILLI);
    }

    /** How long it takes to find out that something may have been missed. */
    public long findingOut() {
        return 100 * Agenda.MILLI + random.nextLong(2 * Agenda.SECOND);
    }

    /** Whether an announcement comes without the events. */
    public boolean isBare() {
        return random.nextInt(5) == 0;
    }

    public long now() {
        return agenda.now();
    }
}
