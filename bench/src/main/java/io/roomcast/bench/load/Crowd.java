package io.roomcast.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Receivers in one room or in several, and a publisher in each room. One thread uses it. Events at a steady rate are
 * published on another one, so that reading does not delay them.
 */
public final class Crowd implements AutoCloseable {
    /** Seconds of silence after which all receivers have all events. */
    public static final double SETTLING = 0.3;

    private static final double LONGEST_SETTLING = 10;
    private static final double LONGEST_SILENCE = 30;
    private static final int TALKING_AT_ONCE = 32;

    private final Connections connections = new Connections();
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Receiver> publishers = new ArrayList<>();

    /** One receiver of each room, whose deliveries tell how many events are under way. */
    private final List<Receiver> pacers = new ArrayList<>();

    /** How many events all pacers have received. */
    private final LongAdder received = new LongAdder();

    private final LongAdder caughtUp = new LongAdder();

    private final Tally tally = new Tally();

    /** For publishers that are not receivers. */
    private final Tally uncounted = new Tally();

    private long published;

    /** How many events the pacers had received before this crowd published any. */
    private long receivedBefore;

    private Crowd() throws IOException {}

    /** Returns so many receivers that have entered one room. */
    public static Crowd of(Dialect dialect, Target target, int size) throws IOException {
        return of(dialect, target, size, 1);
    }

    /** Returns so many receivers, spread over so many rooms. */
    public static Crowd of(Dialect dialect, Target target, int size, int rooms) throws IOException {
        Crowd crowd = new Crowd();
        try {
            for (int index = 0; index < size; index++) {
                String room = room(index % rooms, rooms);
                crowd.receivers.add(crowd.connections.open(dialect, target, room, "", crowd.tally));
            }
            crowd.pacers.addAll(crowd.receivers.subList(0, rooms));
            crowd.addPublishers(dialect, target, rooms);
            crowd.connections.waitUntilOpen();
            crowd.settle();
            crowd.pacers.forEach(pacer -> pacer.setsPace(crowd.received));
            crowd.receivedBefore = crowd.received.sum();
            return crowd;
        } catch (IOException failed) {
            crowd.close();
            throw failed;
        }
    }

    /** Returns receivers that reconnect, each with the text that says what it has seen. They may not have caught up yet. */
    public static Crowd returning(Dialect dialect, Target target, List<String> resumes, int missed) throws IOException {
        Crowd crowd = new Crowd();
        for (String resume : resumes) {
            Receiver receiver = crowd.connections.open(dialect, target, room(0, 1), resume, crowd.tally);
            receiver.missed(missed, crowd.caughtUp);
            crowd.receivers.add(receiver);
        }
        crowd.connections.waitUntilOpen();
        return crowd;
    }

    private void addPublishers(Dialect dialect, Target target, int rooms) throws IOException {
        if (dialect.publisher() == dialect) {
            publishers.addAll(pacers);
            return;
        }
        for (int room = 0; room < rooms; room++) {
            publishers.add(connections.open(dialect.publisher(), target, room(room, rooms), "", uncounted));
        }
    }

    private static String room(int index, int rooms) {
        return rooms == 1 ? "bench" : "bench-" + index;
    }

    /** Reads until nothing has arrived for a moment. */
    public void settle() throws IOException {
        long quiet = System.nanoTime();
        long end = quiet + (long) (LONGEST_SETTLING * 1e9);
        while (System.nanoTime() - quiet < SETTLING * 1e9 && System.nanoTime() < end) {
            quiet = connections.read(50) > 0 ? System.nanoTime() : quiet;
        }
    }

    /** Keeps so many events under way, in all rooms together, for a while. */
    public void keepUnderWay(int window, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            long missing = window - (published - received.sum() + receivedBefore);
            while (missing > 0 && publish(System.nanoTime())) {
                missing--;
            }
            connections.read(10);
        }
    }

    /**
     * Publishes so many events a second, whether they arrive or not, for a while, and reads until all have arrived. Each
     * is stamped with the time at which it was due: if publishing is held up, that counts as a delay. Returns how many
     * deliveries there were a quarter of a second after the last one was due.
     */
    public long publishSteadily(double perSecond, double seconds) throws IOException {
        Metronome metronome = new Metronome(this::publish, perSecond, seconds);
        metronome.start();
        long enough = System.nanoTime() + (long) (seconds * 1e9) + 250_000_000;
        while (System.nanoTime() < enough) {
            connections.read(10);
        }
        long inTime = tally.count();
        metronome.end();
        settle();
        return inTime;
    }

    /** Publishes until the first receiver has so many events. */
    public void publishUpTo(long total) throws IOException {
        for (long received = 0; received < total; received = pacers.get(0).delivered()) {
            while (published < Math.min(total, received + 100) && publish(System.nanoTime())) {}
            readUntilReceived(received + 1);
        }
    }

    /** Reads until the first receiver has so many events. */
    private void readUntilReceived(long events) throws IOException {
        long end = System.nanoTime() + (long) (LONGEST_SILENCE * 1e9);
        while (pacers.get(0).delivered() < events) {
            connections.read(10);
            if (System.nanoTime() > end) {
                throw new IOException("an event did not arrive within half a minute");
            }
        }
    }

    /** Whether every client can publish. */
    public boolean canAllTalk() {
        return publishers.equals(pacers);
    }

    /** Lets every client of a room publish one event in turn, and reads those of the others. */
    public void talk() throws IOException {
        long before = pacers.get(0).delivered();
        for (int sent = 0; sent < receivers.size(); sent++) {
            receivers.get(sent).publish(++published, System.nanoTime());
            readUntilReceived(before + sent - TALKING_AT_ONCE);
        }
        settle();
    }

    /** Publishes one event, unless the server has not taken the publisher's last one; returns whether it did. */
    private boolean publish(long due) throws IOException {
        Receiver publisher = publishers.get((int) (published % publishers.size()));
        if (!publisher.flush()) {
            return false;
        }
        publisher.publish(++published, due);
        return true;
    }

    /** Reads once what has arrived, waiting a moment for it. */
    public void read() throws IOException {
        connections.read(10);
    }

    public List<Receiver> receivers() {
        return receivers;
    }

    /** Returns how many of those that reconnected have all that they missed. */
    public long caughtUp() {
        return caughtUp.sum();
    }

    public void forget() {
        tally.clear();
    }

    public Tally tally() {
        return tally;
    }

    public long gaps() {
        return receivers.stream().mapToLong(Receiver::gaps).sum();
    }

    /** Returns how many connections the server has ended. */
    public long lost() {
        return connections.lost();
    }

    @Override
    public void close() throws IOException {
        connections.close();
    }
}
