package io.roomcast.tcp;

import io.roomcast.room.budget.Holding;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The splitter of bytes into lines of limited length. It holds no memory between lines. One thread at a time. */
final class LineSplitter {
    private final int most;
    private final Holding incomplete;
    private ByteArrayOutputStream begun = new ByteArrayOutputStream(0);

    /** Limits each line to {@code most} bytes. */
    LineSplitter(int most, Holding incomplete) {
        this.most = most;
        this.incomplete = incomplete;
    }

    /** Hands each completed line to {@code whole}, without its line end. */
    void take(ByteBuffer arrived, Consumer<byte[]> whole) {
        while (arrived.hasRemaining()) {
            byte next = arrived.get();
            if (next == '\n') {
                whole.accept(line());
            } else if (begun.size() == most) {
                throw new Refusal(Code.TOO_LARGE, "a line has at most " + most + " bytes");
            } else {
                begun.write(next);
            }
        }
        // The buffer grows by doubling.
        incomplete.require(begun.size() * 3L / 2);
    }

    /** Returns what arrived after the last line end; empty if nothing did. */
    byte[] rest() {
        return line();
    }

    private byte[] line() {
        byte[] bytes = begun.toByteArray();
        begun = new ByteArrayOutputStream(0);
        boolean returns = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return returns ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }
}
