package io.roomcast.contract.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes that come in pieces and are taken out in whole lines; what no line end follows yet is kept. For one thread. */
final class Bytes {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> whole = new ArrayList<>();

    void add(byte[] piece) {
        for (byte next : piece) {
            if (next == '\n') {
                whole.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    List<String> lines() {
        List<String> taken = List.copyOf(whole);
        whole.clear();
        return taken;
    }
}
