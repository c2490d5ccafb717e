package io.roomcast.bench.load;

import java.io.IOException;
import java.util.Arrays;

/** The endless body of an answer in chunks of HTTP/1.1, and the lines in it. One for each connection. */
final class ChunkedFraming implements Framing {
    private final LineFraming lines = new LineFraming();
    private byte[] line = {};

    @Override
    public int take(byte[] bytes, int at, int end, Receiver receiver) throws IOException {
        int from = HttpText.lineEnd(bytes, at, end);
        if (from < 0) {
            return at;
        }
        int length = HttpText.hex(bytes, at, from - 2);
        if (length == 0) {
            throw new IOException("the stream ended");
        }
        if (end - from < length + 2) {
            return at;
        }
        body(bytes, from, from + length, receiver);
        return from + length + 2;
    }

    private void body(byte[] bytes, int from, int to, Receiver receiver) {
        byte[] all = Arrays.copyOf(line, line.length + to - from);
        System.arraycopy(bytes, from, all, line.length, to - from);
        int rest = lines.take(all, 0, all.length, receiver);
        line = Arrays.copyOfRange(all, rest, all.length);
    }
}
