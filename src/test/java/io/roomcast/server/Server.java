package io.roomcast.server;

import java.net.URI;

/** A started server with the WAR deployed, until it is closed at the end of all tests. */
interface Server extends AutoCloseable {

    /** The address of the deployed application, with a slash at its end. */
    URI base();

    @Override
    void close();
}
