package io.roomcast.wire;

import io.roomcast.room.Cursor;
import io.roomcast.room.Delivery;
import io.roomcast.room.Outlet;
import io.roomcast.room.budget.Use;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;

/** The outlet of one room on a connection that several rooms may share. Called from the pump of its cursor. */
final class RoomOutlet implements Outlet {
    private final SharedConnection connection;
    private final ClientProtocol protocol;
    private final String room;
    private final String command;
    private volatile Cursor cursor; // null until it begins
    private volatile boolean closed;

    RoomOutlet(SharedConnection connection, ClientProtocol protocol, String room, String command) {
        this.connection = connection;
        this.protocol = protocol;
        this.room = room;
        this.command = command;
    }

    String room() {
        return room;
    }

    void begin(Cursor begun) {
        cursor = begun;
        if (closed) {
            begun.close();
        }
    }

    private Optional<Cursor> begun() {
        return Optional.ofNullable(cursor);
    }

    /** Stops reading, without telling the client. */
    void close() {
        shut();
        begun().ifPresent(Cursor::close);
    }

    private void shut() {
        closed = true;
        connection.forget(this);
    }

    boolean isClosed() {
        return closed;
    }

    /** Tells the cursor that its delivery waits for its turn, and that the turns go on. */
    void noteWaiting() {
        begun().ifPresent(Cursor::noteWaiting);
    }

    /** Ends the reading because the client left, and tells the client. The reading may not have begun yet. */
    void leave() {
        begun().ifPresent(one -> one.end(Ending.of(Code.CLOSED)));
    }

    @Override
    public boolean offer(Delivery delivery, Runnable again) {
        return connection.offer(this, delivery, again);
    }

    @Override
    public boolean holds(long more) {
        return connection.account().add(Use.ANSWERS, more);
    }

    @Override
    public void caughtUp(Position position) {
        // The next heartbeat tells the client.
    }

    @Override
    public void refused(Refusal refusal) {
        if (!closed) {
            shut();
            protocol.ended(this);
            connection.reply(protocol.encoder().error(refusal, command, room));
            if (protocol.isOnlyFor(room)) {
                connection.end(Ending.of(refusal.code()).because(refusal.getMessage()));
            }
        }
    }

    /** Ends this reading, or with most codes the whole connection. */
    @Override
    public void ended(Ending ending) {
        if (closed) {
            return;
        }
        shut();
        protocol.ended(this);
        boolean roomOnly = ending.code() == Code.CLOSED || ending.code() == Code.GONE || ending.code() == Code.REPLACED;
        boolean pointless = ending.code() == Code.REPLACED && protocol.isOnlyFor(room);
        if (roomOnly && !pointless) {
            connection.reply(protocol.encoder().bye(ending, room));
        } else {
            connection.bye(ending);
        }
    }
}
