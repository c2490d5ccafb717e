package io.roomcast.socketio.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.UUID;

/** A client in JavaScript, among others in one process of Node. */
final class NodeClient extends RealClient {
    private final String name = UUID.randomUUID().toString();
    private final String version;
    private final NodeProcess process;

    NodeClient(Make make, Way way, URI server, NodeProcess process) {
        super(make, way, server);
        this.version = make.version();
        this.process = process;
        process.tell(name, this::came);
    }

    @Override
    void order(JsonObject order) {
        process.order(Json.createObjectBuilder(order)
                .add("client", name)
                .add("version", version)
                .build());
    }

    @Override
    public void close() {
        super.close();
        process.forget(name);
    }
}
