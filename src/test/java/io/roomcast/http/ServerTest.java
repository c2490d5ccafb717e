package io.roomcast.http;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server of its own for each test, and a client that speaks with it. */
abstract class ServerTest {
    TestServer server;
    HttpCaller client;

    TestServer.Setup setup() {
        return new TestServer.Setup();
    }

    @BeforeEach
    void start() {
        server = new TestServer(setup());
        client = new HttpCaller(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
