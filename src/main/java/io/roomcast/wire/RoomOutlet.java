package io.roomcast.wire;

import io.roomcast.room.Cursor;
import io.roomcast.room.Delivery;
import io.roomcast.room.Outlet;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;

/** One room's end of a connection that may carry several. Called from the pump of its cursor. */
final class RoomOutlet implements Outlet {
    private final SharedConnection connection;
    private final ClientProtocol protocol;
    private final String room;
    private final String command;
    private volatile Optional<Cursor> cursor = Optional.empty();
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
        cursor = Optional.of(begun);
        if (closed) {
            begun.close();
        }
    }

    /** Reads no more, and says nothing about it. */
    void close() {
        shut();
        cursor.ifPresent(Cursor::close);
    }

    private void shut() {
        closed = true;
        connection.forget(this);
    }

    boolean isClosed() {
        return closed;
    }

    /** What it has to say waits for its turn, and the turns go on. */
    void isWaiting() {
        cursor.ifPresent(Cursor::isWaiting);
    }

    /** The client left, maybe before its reading began; it is told so. */
    void leave() {
        cursor.ifPresent(begun -> begun.end(Ending.of(Code.CLOSED)));
    }

    @Override
    public boolean offer(Delivery delivery, Runnable again) {
        return connection.offer(this, delivery, again);
    }

    @Override
    public void caughtUp(Position position) {
        // The heartbeat says so in time.
    }

    @Override
    public void refused(Refusal refusal) {
        if (!closed) {
            shut();
            protocol.ended(this);
            connection.reply(protocol.encoder().error(refusal, command, Optional.of(room)));
            if (protocol.isAllAbout(room)) {
                connection.end(Ending.of(refusal.code()).because(refusal.getMessage()));
            }
        }
    }

    /** Some ends are the room's alone; the others are the whole connection's. */
    @Override
    public void ended(Ending ending) {
        if (closed) {
            return;
        }
        shut();
        protocol.ended(this);
        boolean roomOnly = ending.code() == Code.CLOSED || ending.code() == Code.GONE || ending.code() == Code.REPLACED;
        boolean pointless = ending.code() == Code.REPLACED && protocol.isAllAbout(room);
        if (roomOnly && !pointless) {
            connection.reply(protocol.encoder().bye(ending, Optional.of(room)));
        } else {
            connection.end(ending);
        }
    }
}
