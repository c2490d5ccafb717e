package io.roomcast.bench.load;

import java.nio.ByteBuffer;

/** Data and nothing else in each message of a WebSocket. */
final class PlainDialect extends Dialect {
    @Override
    ByteBuffer opening(Receiver me) {
        return upgrade("/?room=" + me.room(), "");
    }

    @Override
    Framing framing() {
        return new WebSocketFraming();
    }

    @Override
    ByteBuffer publish(Receiver me, long number, String data) {
        return WebSocketFraming.text(Stamp.ascii(data));
    }
}
