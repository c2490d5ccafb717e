package io.roomcast.bench.load;

import java.nio.ByteBuffer;

/** An answer of HTTP that never ends: Server-Sent Events or NDJSON. Another client publishes. */
final class StreamDialect extends Dialect {
    private final String headers;

    StreamDialect(String headers) {
        this.headers = headers;
    }

    @Override
    ByteBuffer opening(Receiver me) {
        return ByteBuffer.wrap(Stamp.ascii(
                "GET /rooms/" + me.room() + "/events?wait=stream HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n"));
    }

    @Override
    Framing framing() {
        return new ChunkedFraming();
    }

    @Override
    ByteBuffer publish(Receiver me, long number, String data) {
        throw new UnsupportedOperationException("a stream only reads");
    }

    @Override
    Dialect publisher() {
        return TEXT;
    }
}
