package io.roomcast.kills;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Refused;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stays in a room: whenever its connection is cut it comes back by itself, as the same member and from where it stood,
 * and writes down what it holds. Runs on a thread of its own.
 */
final class KillReader implements Runnable {
    private static final Duration LISTENING = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** No close code came: the connection was cut before the welcome. */
    private static final int LOST = 1006;

    private final String name;
    private final Transport transport;
    private final URI server;
    private final KillLedger ledger;
    private Entering entering;
    private volatile boolean stopping;
    private volatile long last;
    private final AtomicLong heard = new AtomicLong();

    KillReader(String name, Transport transport, URI server, String room, KillLedger ledger) {
        this.name = name;
        this.transport = transport;
        this.server = server;
        this.ledger = ledger;
        this.entering = Entering.into(room).after("0:0").onceOpen();
        ledger.note("room", room);
    }

    String name() {
        return name;
    }

    /** The offset of the last event that it holds. */
    long last() {
        return last;
    }

    /** How many events it heard so far. */
    long heard() {
        return heard.get();
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try (ledger) {
            while (!stopping) {
                if (Patience.isOpen(server)) {
                    stay();
                    ledger.force();
                }
                Patience.aMoment();
            }
        }
    }

    private void stay() {
        try (Client client = transport.enter(server, entering)) {
            ledger.note("entered", entering.from().get("after"));
            listen(client);
            entering = entering.token(client.token()).after(client.positionAt(last));
        } catch (AssertionError | UncheckedIOException notThere) {
            // Nobody listens at the moment.
        } catch (Refused refused) {
            if (refused.status() != LOST) {
                ledger.note("refused", refused.getMessage());
            }
        }
    }

    /** Until the connection ends, or is silent for several heartbeats: not every end is told. */
    private void listen(Client client) {
        long lastHeard = System.nanoTime();
        while (!stopping && System.nanoTime() - lastHeard < SILENCE.toNanos()) {
            Optional<Line> line = client.hear(LISTENING);
            if (line.isPresent()) {
                hold(line.get());
                lastHeard = System.nanoTime();
            } else if (client.isOver()) {
                return;
            }
        }
    }

    private void hold(Line line) {
        switch (line.kind()) {
            case "event" -> {
                ledger.note("event", String.valueOf(line.offset()), line.said());
                last = line.offset();
                heard.incrementAndGet();
            }
            case "presence", "position" -> {
                // Neither is held.
            }
            default -> ledger.note(line.kind(), line.text());
        }
    }
}
