package io.roomcast.contract.scenario;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Refused;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.scenario.Transcript;
import io.roomcast.scenario.Transcript.Entry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A reader of a scenario: it is cut somewhere in a frame again and again, and resumes on whichever transport comes next. */
final class ScenarioReader {
    /** Longer than a poll waits: who has heard nothing for so long has lost its connection without being told. */
    private static final Duration SILENCE = Duration.ofMillis(2_500);

    /** A machine that is busy enough may keep a reader from saying a word for two heartbeats; it comes again. */
    private static final int IDLE = 4408;

    private final URI base;
    private final String room;
    private final Random random;
    private final int events;
    private final Flaw flaw;
    private final Transcript transcript;
    private long last;

    ScenarioReader(URI base, String room, long seed, int events, Flaw.Planted flaw) {
        this.base = base;
        this.room = room;
        this.random = new Random(seed);
        this.events = events;
        this.flaw = new Flaw(flaw, new Random(seed));
        this.transcript = new Transcript("reader " + seed);
    }

    /** Reads until the server has said the event of that offset, and returns what it heard. */
    Transcript readAll() {
        Entering next = Entering.into(room).after("0:0").onceOpen();
        while (last < events) {
            Transport transport = transport();
            try (Client client = transport.enter(base, next)) {
                readFrom(client, transport);
                next = next.token(client.token()).after(client.positionAt(last));
            } catch (Refused tooSlow) {
                if (tooSlow.status() != IDLE) {
                    throw tooSlow;
                }
            }
        }
        return transcript;
    }

    private Transport transport() {
        return List.of(Transport.values()).get(random.nextInt(Transport.values().length));
    }

    private void readFrom(Client client, Transport transport) {
        boolean silent = random.nextInt(8) == 0;
        client.cable().cutAfter(2_000L + random.nextInt(60_000), silent ? Cut.SILENCE : Cut.RESET);
        // Silence is noticed late, so it ends the reading before too long.
        for (Optional<Line> line = client.hear(SILENCE); line.isPresent(); line = client.hear(SILENCE)) {
            if (line.get().isEvent() && line.get().offset() != last + 1) {
                report(client, transport, line.get());
            }
            take(line.get());
            if (last >= events || line.get().is("bye")) {
                return;
            }
        }
    }

    /** Which way it went wrong, and what the client heard just then: later nobody knows any more. */
    private void report(Client client, Transport transport, Line odd) {
        List<Line> heard = client.heard();
        int at = heard.indexOf(odd);
        System.out.println("In " + room + " a reader on " + transport + " stood behind " + last + " and heard:");
        heard.subList(Math.max(0, at - 3), Math.min(heard.size(), at + 3))
                .forEach(line -> System.out.println("    " + line));
    }

    private void take(Line line) {
        // On a machine that is busy enough a reader may be too slow, and is told to come back.
        boolean comesBack = line.is("bye") && line.body().getBoolean("reconnect");
        if (line.is("gap") || line.is("error") || (line.is("bye") && !comesBack)) {
            throw new AssertionError("Unexpected: " + line);
        }
        if (line.isEvent()) {
            last = line.offset();
            flaw.heard(new Entry(last, line.said()))
                    .forEach(entry -> transcript.received(entry.offset(), entry.data()));
        }
    }
}
