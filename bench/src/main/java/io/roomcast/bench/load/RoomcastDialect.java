package io.roomcast.bench.load;

import java.nio.ByteBuffer;

/** Roomcast's own protocol over a WebSocket. Its note is the session's token. */
final class RoomcastDialect extends Dialect {
    private final String headers;

    RoomcastDialect(String headers) {
        this.headers = headers;
    }

    @Override
    ByteBuffer opening(Receiver me) {
        return upgrade("/ws/" + me.room() + me.resume(), headers);
    }

    @Override
    Framing framing() {
        return new WebSocketFraming();
    }

    @Override
    boolean received(Receiver me, byte[] bytes, int from, int to) {
        if (me.note().isEmpty()) {
            me.note(HttpText.between(HttpText.text(bytes, from, to), "\"token\":\"", "\""));
        }
        return true;
    }

    @Override
    ByteBuffer publish(Receiver me, long number, String data) {
        return WebSocketFraming.text(
                Stamp.ascii("{\"publish\":{\"data\":\"" + data + "\"},\"id\":\"c-" + number + "\"}"));
    }

    @Override
    public String resume(Receiver was, String position) {
        return "?token=" + was.note() + "&after=" + position;
    }
}
