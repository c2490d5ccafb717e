package io.roomcast.simulation.log;

import io.roomcast.room.Cursor;
import io.roomcast.room.Delivery;
import io.roomcast.room.Outlet;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Node;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client's connection to one server, on which it reads one room. What the server sends takes a moment, and is lost if
 * the connection is cut meanwhile. One thread.
 */
final class Connection implements Outlet {
    private final Cluster cluster;
    private final Node node;
    private final Client client;
    private Optional<Cursor> cursor = Optional.empty();
    private boolean cut;
    private boolean underWay;
    private boolean complete;

    /** The client that has the connection. */
    interface Client {
        void arrive(Delivery delivery);

        /** Whether the server hangs up when it has no more at the moment. */
        default boolean wantsOneAnswer() {
            return false;
        }

        /** The answer is complete. */
        default void caughtUp(Position position) {}

        /** The connection is over, for this reason if there is one. */
        void over(Connection gone, Optional<Refusal> why);
    }

    Connection(Cluster cluster, Node node, Client client) {
        this.cluster = cluster;
        this.node = node;
        this.client = client;
    }

    /** Asks the server to let it read. */
    void open(String room, ReadRequest entry) {
        node.later(cluster.way(), () -> {
            if (!cut) {
                cursor = tryToRead(room, entry);
            }
        });
    }

    private Optional<Cursor> tryToRead(String room, ReadRequest entry) {
        try {
            return Optional.of(node.rooms().read(room, entry, this));
        } catch (Refusal refusal) {
            refused(refusal);
            return Optional.empty();
        }
    }

    /** Whether the server is gone, which its client finds out when it looks. */
    boolean isBroken() {
        return node.isDead();
    }

    /** The client hangs up, or a cable breaks; the server hears of it some time later. */
    void cut() {
        cut = true;
        node.later(cluster.way(), () -> cursor.ifPresent(Cursor::close));
    }

    @Override
    public boolean offer(Delivery delivery, Runnable again) {
        if (cut || underWay || complete) {
            return false;
        }
        underWay = true;
        cluster.after(cluster.slowness(), () -> {
            underWay = false;
            unlessCut(one -> one.arrive(delivery));
            node.arrive(again);
        });
        return true;
    }

    private void unlessCut(Consumer<Client> deed) {
        if (!cut && !node.isDead()) {
            deed.accept(client);
        }
    }

    @Override
    public boolean holds(long more) {
        return true;
    }

    @Override
    public void caughtUp(Position position) {
        if (client.wantsOneAnswer() && !complete) {
            complete = true;
            cursor.ifPresent(Cursor::close);
            cluster.after(cluster.way(), () -> unlessCut(one -> one.caughtUp(position)));
        }
    }

    @Override
    public void refused(Refusal refusal) {
        cluster.after(cluster.way(), () -> unlessCut(one -> one.over(this, Optional.of(refusal))));
    }

    @Override
    public void ended(Ending ending) {
        cluster.after(cluster.way(), () -> unlessCut(one -> one.over(this, Optional.empty())));
    }
}
