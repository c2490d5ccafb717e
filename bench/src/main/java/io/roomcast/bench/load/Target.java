package io.roomcast.bench.load;

import java.io.IOException;

/** Where a server listens. */
public interface Target {
    int http();

    /** Returns the port for lines of TCP. */
    int tcp() throws IOException;
}
