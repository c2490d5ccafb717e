package io.roomcast.contract.client;

import io.roomcast.kit.Line;

/** Where a reader stands, by the rule: {@code welcome}, {@code position}, {@code gap} and events move it, nothing else does. */
final class Standing {
    private String epoch = "0";
    private long offset;

    synchronized void moveTo(String position) {
        int colon = position.indexOf(':');
        epoch = position.substring(0, colon);
        offset = Long.parseLong(position.substring(colon + 1));
    }

    synchronized void heard(Line line) {
        if (line.isEvent()) {
            offset = line.offset();
        } else if (line.is("welcome") || line.is("position") || line.is("gap")) {
            moveTo(line.position());
        }
    }

    synchronized String position() {
        return epoch + ":" + offset;
    }
}
