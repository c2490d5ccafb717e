package io.roomcast.http;

import io.roomcast.room.Outlet;

/** The outlet of a request whose time is bounded. Like every call to it, the end of its time comes in turn. */
interface RequestOutlet extends Outlet {
    /** What was to come has not come in time: the request is answered with what there is. */
    void timeIsUp();
}
