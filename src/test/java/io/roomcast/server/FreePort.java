package io.roomcast.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A port on which nobody listens, and below those that the system gives to connections: else one of the many that other tests
 * open meanwhile could have it before the server does.
 */
final class FreePort {
    private static final int FIRST = 10_000;
    private static final int BEYOND_LAST = 32_768;

    private FreePort() {}

    static int next() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, BEYOND_LAST))
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
