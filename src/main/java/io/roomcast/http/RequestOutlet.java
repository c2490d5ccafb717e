package io.roomcast.http;

import io.roomcast.room.Outlet;

/** The outlet of a request with a time limit. */
interface RequestOutlet extends Outlet {
    /** Answers with what there is, because the time is up. Called in turn with all other calls. */
    void timeIsUp();
}
