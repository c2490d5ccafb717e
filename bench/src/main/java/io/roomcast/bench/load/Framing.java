package io.roomcast.bench.load;

import java.io.IOException;

/** Finds the messages in what a connection has read. One for each connection, where it remembers something. */
interface Framing {
    /**
     * Reads the unit that begins at {@code at}, tells the receiver what it says, and returns where the next one begins:
     * the same place if the unit is not all there yet.
     */
    int take(byte[] bytes, int at, int end, Receiver receiver) throws IOException;
}
