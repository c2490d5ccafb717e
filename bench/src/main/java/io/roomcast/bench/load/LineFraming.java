package io.roomcast.bench.load;

/** Lines that end with a line feed. Stateless. */
final class LineFraming implements Framing {
    @Override
    public int take(byte[] bytes, int at, int end, Receiver receiver) {
        int last = end;
        while (last > at && bytes[last - 1] != '\n') {
            last--;
        }
        // All complete lines at once: a mark is found in them as well as in one.
        if (last > at) {
            receiver.count(bytes, at, last);
        }
        return last;
    }
}
