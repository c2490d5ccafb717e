package io.roomcast.socketio.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The real clients of one test, which go home at its end. */
final class RealClients implements AutoCloseable {
    private final List<RealClient> here = new ArrayList<>();
    private final NodeProcess node;

    RealClients(NodeProcess node) {
        this.node = node;
    }

    /** Lets one come into a namespace, as far as that way leads. */
    RealClient enter(Make make, Way way, URI server, String namespace, String auth) {
        RealClient client = make == Make.JAVA ? new JavaClient(way, server) : new NodeClient(make, way, server, node);
        here.add(client);
        return client.enter(namespace, auth);
    }

    @Override
    public void close() {
        here.forEach(RealClient::close);
    }
}
