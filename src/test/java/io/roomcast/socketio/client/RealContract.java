package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.Contract;
import io.roomcast.contract.client.Client;
import io.roomcast.kit.Line;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The start of tests with real clients: a process for those in JavaScript, and the namespace of the test's room. */
@ExtendWith(NodeStart.class)
public abstract class RealContract extends Contract {
    protected final String namespace = "/" + room;
    private RealClients clients;

    @BeforeEach
    final void start(NodeProcess node) {
        clients = new RealClients(node);
    }

    @AfterEach
    final void close() {
        clients.close();
    }

    /** Comes into the room of the test, and has come as far as that way leads. */
    protected final RealClient enter(Make make, Way way) {
        return enter(make, way, "{}");
    }

    protected final RealClient enter(Make make, Way way, String auth) {
        return enter(make, way, base, namespace, auth);
    }

    protected final RealClient enter(Make make, Way way, URI server, String where, String auth) {
        return clients.enter(make, way, server, where, auth);
    }

    /** Asserts that the next event of this type has just these arguments. */
    protected final void hears(RealClient client, String type, String arguments) {
        hears(client, namespace, type, arguments);
    }

    /** The same in another namespace. */
    protected static void hears(RealClient client, String where, String type, String arguments) {
        assertEquals((List<JsonValue>) RealClient.list(arguments), client.hears(where, type));
    }

    /** Asserts that these numbers are the next events, and that there was none between them. */
    protected final void hearsNumbers(RealClient client, String type, int from, int to) {
        for (int number = from; number <= to; number++) {
            hears(client, type, "[" + number + "]");
        }
    }

    /** Asserts what the next line with an event holds. */
    protected static void hearsLine(Client client, String type, String data, boolean several) {
        Line line = client.nextEvent();
        assertEquals(type, line.json().getString("type"));
        assertEquals(RealClient.list("[" + data + "]").get(0), line.data(), line::text);
        assertEquals(several, line.json().getBoolean("args", false), line::text);
    }
}
