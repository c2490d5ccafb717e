package io.roomcast.server;

import java.net.URI;
import java.nio.file.Path;

/**
 * A started server of the table, with the WAR deployed.
 *
 * @param applications where it finds the WAR: a folder from which it deploys, or the file itself
 */
public record Server(TestedServer kind, ServerProcess process, Path applications) implements AutoCloseable {

    /** The address of the deployed application, with a slash at its end. */
    public URI base() {
        return process.base();
    }

    @Override
    public void close() {
        process.close();
    }
}
