package io.roomcast.bench.load;

import java.io.IOException;

/** Whole answers of HTTP/1.1 with a length, one after the other on one connection. Stateless. */
final class AnswerFraming implements Framing {
    @Override
    public int take(byte[] bytes, int at, int end, Receiver receiver) throws IOException {
        int body = HttpText.headEnd(bytes, at, end);
        if (body < 0) {
            return at;
        }
        String head = HttpText.text(bytes, at, body);
        String length = HttpText.header(head, "Content-Length");
        if (!head.startsWith("HTTP/1.1 200") || length.isEmpty()) {
            throw new IOException("no answer to a poll: " + head);
        }
        int next = body + Integer.parseInt(length);
        if (next > end) {
            return at;
        }
        receiver.received(bytes, body, next);
        return next;
    }
}
