package io.roomcast.engine.jdbc;

import io.roomcast.room.log.Span.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * A log's epochs as the text of one column: {@code name:after} one after the other, with a space between; nothing for a
 * log that was never born.
 */
final class Epochs {
    private Epochs() {}

    static String text(List<Epoch> epochs) {
        List<String> parts = new ArrayList<>();
        for (Epoch epoch : epochs) {
            parts.add(epoch.name() + ':' + epoch.after());
        }
        return String.join(" ", parts);
    }

    static List<Epoch> parse(String text) {
        List<Epoch> epochs = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int colon = part.lastIndexOf(':');
            epochs.add(new Epoch(part.substring(0, colon), Long.parseLong(part.substring(colon + 1))));
        }
        return epochs;
    }
}
