package io.roomcast.simulation.presence;

import io.roomcast.room.Cursor;
import io.roomcast.room.Delivery;
import io.roomcast.room.Outlet;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.simulation.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection of a client with one server, by which it reads a room on and on, or is answered once. What the server
 * sends comes in order, and is lost if the line is cut meanwhile. One thread.
 */
final class TellingLine implements Outlet {
    private final PresenceWorld world;
    private final Node node;
    private final Client client;
    private final Optional<Long> wait;
    private final List<Delivery> gathered = new ArrayList<>();
    private Optional<Cursor> cursor = Optional.empty();
    private final long opened;
    private long delivered;
    private boolean cut;
    private boolean underWay;
    private boolean complete;
    private boolean over;
    private boolean heard;

    /** The member that has the line. */
    interface Client {
        void arrive(TellingLine line, Delivery delivery);

        /** It was answered once: that is all. */
        void answered(TellingLine line, List<Delivery> parts);

        void ended(TellingLine line, Ending why);

        void refused(TellingLine line, Refusal why);
    }

    /** @param wait for how long the server may wait until it has an answer; empty where the client reads on and on */
    TellingLine(PresenceWorld world, Node node, Client client, Optional<Long> wait) {
        this.world = world;
        this.node = node;
        this.client = client;
        this.wait = wait;
        this.opened = world.cluster().now();
    }

    void open(String room, ReadRequest entry) {
        node.later(world.cluster().way(), () -> {
            if (!cut) {
                read(room, entry);
            }
        });
    }

    private void read(String room, ReadRequest entry) {
        try {
            cursor = Optional.of(node.rooms().read(room, entry, this));
            wait.ifPresent(time -> node.later(time, () -> cursor.get().inTurn(this::complete)));
        } catch (Refusal refusal) {
            refused(refusal);
        }
    }

    /** Whether the server is gone, which its client finds out when it looks. */
    boolean isBroken() {
        return node.isDead();
    }

    /** Whether nothing was heard from the server for so long since it was asked. */
    boolean isSilent(long micros) {
        return !heard && world.cluster().now() - opened > micros;
    }

    boolean isHeard() {
        return heard;
    }

    int server() {
        return node.number();
    }

    /** The client hangs up, or a cable breaks; the server hears of it some time later. */
    void cut() {
        if (!cut) {
            cut = true;
            node.later(world.cluster().way(), () -> cursor.ifPresent(Cursor::close));
        }
    }

    private void deliver(long time, Runnable deed) {
        delivered = Math.max(delivered + 1, world.cluster().now() + time);
        world.cluster().after(delivered - world.cluster().now(), () -> {
            if (!cut && !node.isDead()) {
                heard = true;
                deed.run();
            }
        });
    }

    @Override
    public boolean offer(Delivery delivery, Runnable again) {
        if (over) {
            world.history()
                    .problem(
                            "something is sent after the end: %s",
                            delivery.getClass().getSimpleName());
        }
        if (cut || underWay || complete) {
            return false;
        }
        underWay = true;
        if (wait.isPresent()) {
            gathered.add(delivery);
            node.later(50, () -> goOn(again));
        } else {
            deliver(world.cluster().slowness(), () -> {
                client.arrive(this, delivery);
                node.arrive(() -> goOn(again));
            });
        }
        return true;
    }

    private void goOn(Runnable again) {
        underWay = false;
        again.run();
    }

    @Override
    public boolean holds(long more) {
        return true;
    }

    @Override
    public void caughtUp(Position position) {
        boolean mustNotWait = wait.isPresent() && (wait.get() == 0 || !gathered.isEmpty());
        if (mustNotWait) {
            complete();
        }
    }

    private void complete() {
        if (!complete && !over) {
            complete = true;
            cursor.ifPresent(Cursor::close);
            List<Delivery> parts = List.copyOf(gathered);
            deliver(world.cluster().way(), () -> client.answered(this, parts));
        }
    }

    @Override
    public void refused(Refusal refusal) {
        end(() -> client.refused(this, refusal));
    }

    @Override
    public void ended(Ending ending) {
        end(() -> client.ended(this, ending));
    }

    private void end(Runnable told) {
        if (over) {
            world.history().problem("a line ends twice");
        }
        over = true;
        if (!complete) {
            deliver(world.cluster().way(), told);
        }
    }
}
