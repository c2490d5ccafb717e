package io.roomcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Long polls, one after the other on one connection. Its note is the position. Another client publishes. */
final class PollDialect extends Dialect {
    @Override
    ByteBuffer opening(Receiver me) {
        return request(me, "");
    }

    /** The next poll, from the position of this answer on. */
    @Override
    boolean received(Receiver me, byte[] bytes, int from, int to) throws IOException {
        String begin = HttpText.text(bytes, from, Math.min(to, from + 100));
        me.note(HttpText.between(begin, "\"position\":\"", "\""));
        me.send(request(me, "?wait=25&limit=1000&after=" + me.note()));
        return true;
    }

    private static ByteBuffer request(Receiver me, String query) {
        return ByteBuffer.wrap(
                Stamp.ascii("GET /rooms/" + me.room() + "/events" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    }

    @Override
    Framing framing() {
        return new AnswerFraming();
    }

    @Override
    boolean keepsHead() {
        return true;
    }

    @Override
    ByteBuffer publish(Receiver me, long number, String data) {
        throw new UnsupportedOperationException("a poll only reads");
    }

    @Override
    Dialect publisher() {
        return TEXT;
    }
}
