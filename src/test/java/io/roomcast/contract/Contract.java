package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.RawEvents;
import io.roomcast.contract.client.Refused;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The start of all parts of the contract: a server, a room that nobody else uses, and people who go home at the end. */
public abstract class Contract {
    protected final String room = "room-" + UUID.randomUUID();
    private final List<Client> people = new ArrayList<>();
    protected URI base;

    @BeforeEach
    final void arrive(URI server) {
        base = server;
    }

    @AfterEach
    final void goHome() {
        people.forEach(Client::close);
    }

    protected final Client enter(Transport transport, Entering entering) {
        return here(transport.enter(base, entering));
    }

    protected final Client enter(Transport transport) {
        return enter(transport, Entering.into(room));
    }

    /** Somebody whose name and token are known, by another connection than before. */
    protected final Client comeBack(Transport transport, Client before) {
        return enter(transport, Entering.into(room).token(before.token()).after(before.position()));
    }

    /** Sees to it that somebody goes home at the end of the test. */
    protected final <T extends Client> T here(T client) {
        people.add(client);
        return client;
    }

    /** The error with which the server does not let somebody in. */
    protected final Line refusal(Transport transport, Entering entering) {
        try {
            return enter(transport, entering).next("error");
        } catch (Refused refused) {
            return refused.line();
        }
    }

    /** Publishes texts, one after the other, as one list; gives the acknowledged position of the last. */
    protected final String publish(Client by, String... texts) {
        String id = "c-" + UUID.randomUUID();
        String list = List.of(texts).stream()
                .map(text -> "{\"data\":" + Commands.quoted(text) + "}")
                .toList()
                .toString();
        by.send(Commands.publishing(id, list));
        return acked(by.answerTo(id));
    }

    protected final String publish(Client by, int from, int to) {
        return publish(by, numbers(from, to).toArray(new String[0]));
    }

    /** Says something to these alone, and to the sender; gives the position. */
    protected final String whisper(Client from, String text, Client... to) {
        return publishOnly(from, text, ",\"to\":" + ids(to));
    }

    /** The same, but that the sender does not hear it. */
    protected final String whisperWithoutEcho(Client from, String text, Client... to) {
        return publishOnly(from, text, ",\"echo\":false,\"to\":" + ids(to));
    }

    /** Says something to everyone but the sender. */
    protected final String publishWithoutEcho(Client from, String text) {
        return publishOnly(from, text, ",\"echo\":false");
    }

    private static String publishOnly(Client from, String text, String rest) {
        String id = "w-" + UUID.randomUUID();
        from.send(Commands.publishing(id, "{\"data\":" + Commands.quoted(text) + rest + "}"));
        return acked(from.answerTo(id));
    }

    private static List<String> ids(Client... clients) {
        return List.of(clients).stream().map(one -> Commands.quoted(one.id())).toList();
    }

    /** The position of an ack; fails if the answer is none. */
    protected static String acked(Line answer) {
        assertEquals("ack", answer.kind(), answer.text());
        return answer.position();
    }

    protected static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    /** The texts of the next events. */
    protected static List<String> hears(Client client, int count) {
        return IntStream.range(0, count)
                .mapToObj(turn -> client.nextEvent().said())
                .toList();
    }

    /** Asserts that the next thing that an event says is this, and that nothing else came before it. */
    protected static void hearsNext(Client client, String... texts) {
        assertEquals(List.of(texts), hears(client, texts.length));
    }

    protected final HttpResponse<String> get(String resource, String... headers) {
        return Http.get(base, "rooms/" + Entering.encoded(room) + "/" + resource, headers);
    }

    protected final HttpResponse<String> post(String resource, String body, String... headers) {
        return Http.post(base, "rooms/" + Entering.encoded(room) + "/" + resource, body, headers);
    }

    /** The lines of history that somebody may read who gives these headers. */
    protected final List<Line> history(String query, String... headers) {
        HttpResponse<String> answer = get("events?" + query, headers);
        assertEquals(200, answer.statusCode(), answer.body());
        return RawEvents.in(answer.body()).stream().map(Line::of).toList();
    }

    protected static List<String> said(List<Line> lines) {
        return lines.stream().filter(Line::isEvent).map(Line::said).toList();
    }
}
