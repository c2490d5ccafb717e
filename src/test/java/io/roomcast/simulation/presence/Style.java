package io.roomcast.simulation.presence;

import java.util.List;

/** How somebody is in a room. */
enum Style {
    AWAY,
    SOCKET,
    POLL,
    ENTER;

    static final List<Style> THERE = List.of(SOCKET, POLL, ENTER);
}
