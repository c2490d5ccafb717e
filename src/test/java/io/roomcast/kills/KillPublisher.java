package io.roomcast.kills;

import io.roomcast.contract.client.Commands;
import io.roomcast.kit.Line;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Publishes one after the other; each again, under the same id, until it is acknowledged; and forces each
 * acknowledgement to disk before it goes on. Runs on a thread of its own.
 */
final class KillPublisher implements Runnable {
    private static final Set<String> TRY_AGAIN = Set.of("unavailable", "busy", "draining");
    private static final int LONGEST_LIST = 5;
    private static final int LONGEST_TEXT = 300;
    private static final int SELDOM = 8;

    private final String name;
    private final URI server;
    private final Mouth mouth;
    private final KillLedger ledger;
    private final SplittableRandom random;
    private volatile boolean stopping;
    private volatile boolean givenUp;
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile long last;

    private KillPublisher(
            String name, URI server, String room, Mouth mouth, KillLedger ledger, SplittableRandom random) {
        this.name = name;
        this.server = server;
        this.mouth = mouth;
        this.ledger = ledger;
        this.random = random;
        ledger.note("room", room);
    }

    static KillPublisher byHttp(String name, URI server, String room, KillLedger ledger, SplittableRandom random) {
        return new KillPublisher(name, server, room, new HttpMouth(server, room), ledger, random);
    }

    static KillPublisher byWebSocket(String name, URI server, String room, KillLedger ledger, SplittableRandom random) {
        return new KillPublisher(name, server, room, new SocketMouth(server, room), ledger, random);
    }

    String name() {
        return name;
    }

    /** How many publishes were acknowledged so far. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** The offset that was acknowledged last. */
    long last() {
        return last;
    }

    /** Stops when the publish that is under way has its answer. */
    void stop() {
        stopping = true;
    }

    /** Stops even if the publish that is under way has no answer. */
    void giveUp() {
        stop();
        givenUp = true;
    }

    @Override
    public void run() {
        try (mouth;
                ledger) {
            for (int number = 1; !stopping; number++) {
                String id = name + "-" + number;
                List<String> texts = texts(id);
                publish(id, texts);
            }
        }
    }

    private List<String> texts(String id) {
        int count = random.nextInt(SELDOM) == 0 ? random.nextInt(2, LONGEST_LIST + 1) : 1;
        List<String> texts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            texts.add(id + "/" + part + " " + "x".repeat(random.nextInt(LONGEST_TEXT)));
        }
        return texts;
    }

    private void publish(String id, List<String> texts) {
        String command = Commands.publishing(
                id,
                texts.stream()
                        .map(text -> "{\"data\":" + Commands.quoted(text) + "}")
                        .collect(Collectors.joining(",", "[", "]")));
        String position = acknowledged(id, command);
        List<String> fields = new ArrayList<>(List.of("ack", position, id));
        fields.addAll(texts);
        ledger.note(fields);
        ledger.force();
        last = Long.parseLong(position.substring(position.indexOf(':') + 1));
        acknowledged.incrementAndGet();
    }

    private String acknowledged(String id, String command) {
        while (true) {
            if (givenUp) {
                throw new IllegalStateException(name + " got no answer to its " + id);
            }
            Optional<Line> answer = mouth.say(id, command);
            if (answer.filter(line -> line.is("ack")).isPresent()) {
                return answer.get().position();
            }
            if (answer.isPresent()
                    && !(answer.get().is("error")
                            && TRY_AGAIN.contains(answer.get().code()))) {
                throw new IllegalStateException(name + " was told " + answer.get() + " to its " + id);
            }
            do {
                Patience.aMoment();
            } while (!Patience.isOpen(server) && !givenUp);
        }
    }
}
