package io.roomcast.kills;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Refused;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Publishes over a WebSocket; when that is cut, over the next one, by which it enters with its token. */
final class SocketMouth implements Mouth {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI server;
    private Entering entering;
    private Optional<Client> client = Optional.empty();

    SocketMouth(URI server, String room) {
        this.server = server;
        this.entering = Entering.into(room);
    }

    @Override
    public Optional<Line> say(String id, String command) {
        try {
            Client open = client.isPresent() ? client.get() : enter();
            open.send(command);
            return answer(open, id);
        } catch (AssertionError | Refused lost) {
            return Optional.empty();
        }
    }

    private Client enter() {
        Client entered = Transport.WEBSOCKET.enter(server, entering);
        client = Optional.of(entered);
        entering = entering.token(entered.token());
        return entered;
    }

    private Optional<Line> answer(Client open, String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<Line> line = open.hear(PATIENCE);
            if (line.isEmpty()) {
                break;
            }
            if (line.get().text().contains("\"" + id + "\"") && !line.get().isEvent()) {
                return line;
            }
        }
        close();
        return Optional.empty();
    }

    @Override
    public void close() {
        client.ifPresent(Client::close);
        client = Optional.empty();
    }
}
