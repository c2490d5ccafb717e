package io.roomcast.contract.scenario;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.room.log.Position;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A publisher of a scenario: what is not acknowledged when its connection is lost, it sends again with the same id. */
final class ScenarioPublisher {
    private static final Duration SILENCE = Duration.ofMillis(1_500);

    private static final List<Transport> WAYS =
            List.of(Transport.WEBSOCKET, Transport.NDJSON, Transport.SOCKET_IO, Transport.TCP);

    private final URI base;
    private final String room;
    private final Random random;
    private final int number;
    private final int events;
    private final List<Ack> acked = new ArrayList<>();

    /** An acknowledgement that a publisher got. */
    record Ack(String publisher, String data, Position position) {}

    ScenarioPublisher(URI base, String room, long seed, int number, int events) {
        this.base = base;
        this.room = room;
        this.random = new Random(seed);
        this.number = number;
        this.events = events;
    }

    /** Publishes all, one under way at a time, and returns the acks. */
    List<Ack> publishAll() {
        Entering next = Entering.into(room);
        while (acked.size() < events) {
            try (Client client = WAYS.get(random.nextInt(WAYS.size())).enter(base, next)) {
                next = next.token(client.token());
                client.cable().cutAfter(3_000L + random.nextInt(80_000), Cut.RESET);
                publishWith(client);
            }
        }
        return acked;
    }

    private void publishWith(Client client) {
        while (acked.size() < events) {
            String text = number + "-" + acked.size() + "-" + "x".repeat(acked.size() % 50);
            client.send(Commands.publish("p-" + acked.size(), text));
            Optional<Line> ack = ack(client);
            if (ack.isEmpty()) {
                return;
            }
            acked.add(new Ack(
                    "publisher " + number, text, Position.parse(ack.get().position())));
        }
    }

    private Optional<Line> ack(Client client) {
        Optional<Line> line = client.hear(SILENCE);
        while (line.isPresent() && !line.get().is("ack")) {
            if (line.get().is("bye") && line.get().body().getBoolean("reconnect")) {
                return Optional.empty();
            }
            if (line.get().is("error") || line.get().is("bye")) {
                throw new AssertionError("Unexpected: " + line.get());
            }
            line = client.hear(SILENCE);
        }
        return line;
    }
}
