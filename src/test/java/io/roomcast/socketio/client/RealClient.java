package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Cable;
import io.roomcast.kit.Line;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A real client of Socket.IO with a cable of its own: it is told what to do by orders, and tells what happens. Bytes are
 * {@code {"$bytes":"<base64>"}} in both. For use by one thread.
 */
public abstract class RealClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String POSITION = "[A-Za-z0-9_-]{1,32}:[0-9]{1,16}";

    private final Make make;
    private final Way way;
    private final Cable cable;
    private final Deque<Happening> unheard = new ArrayDeque<>();
    private final List<Happening> heard = new ArrayList<>();
    private int asked;

    RealClient(Make make, Way way, URI server) {
        this.make = make;
        this.way = way;
        this.cable = new Cable(server);
    }

    abstract void order(JsonObject order);

    final synchronized void came(JsonObject happening) {
        heard.add(new Happening(happening));
        unheard.add(new Happening(happening));
        notifyAll();
    }

    final RealClient enter(String namespace, String auth) {
        order(doing("open")
                .add("url", "http://127.0.0.1:" + cable.base().getPort())
                .add("path", cable.base().getPath() + "socket.io")
                .add("transports", Json.createArrayBuilder(way.transports()))
                .add("options", Line.object("{\"reconnectionDelay\":50,\"reconnectionDelayMax\":200}")));
        connect(namespace, auth);
        next("connect", namespace);
        if (way == Way.UPGRADED) {
            next(happening -> happening.is("upgrade"));
        }
        return this;
    }

    public final void connect(String namespace, String auth) {
        order(doing("connect", namespace).add("auth", Line.object(auth)));
    }

    /** Emits an event with these arguments, a list of JSON. */
    public final void emit(String namespace, String type, String arguments) {
        order(emission(namespace, type, arguments));
    }

    /** Emits and waits for what is answered. */
    public final JsonArray ask(String namespace, String type, String arguments) {
        int number = asked++;
        order(emission(namespace, type, arguments).add("ack", number));
        return next(happening -> happening.is("ack") && happening.json().getInt("ack") == number)
                .arguments();
    }

    /** Answers what the server asked by an event with an acknowledgement. */
    public final void answer(Happening question, String arguments) {
        order(doing("answer").add("ask", question.json().getInt("ask")).add("args", list(arguments)));
    }

    private static JsonObjectBuilder emission(String namespace, String type, String arguments) {
        return doing("emit", namespace).add("type", type).add("args", list(arguments));
    }

    public final void disconnect(String namespace) {
        order(doing("disconnect", namespace));
    }

    /** Ends what it holds of the connection, as a program can; the client takes it for a loss. */
    public final void cut() {
        order(doing("cut"));
    }

    private static JsonObjectBuilder doing(String deed, String namespace) {
        return doing(deed).add("namespace", namespace);
    }

    private static JsonObjectBuilder doing(String deed) {
        return Json.createObjectBuilder().add("do", deed);
    }

    static JsonArray list(String text) {
        return Line.object("{\"list\":" + text + "}").getJsonArray("list");
    }

    public final Happening next(String what, String namespace) {
        return next(happening -> happening.is(what, namespace));
    }

    /** Takes the first that is wanted, and leaves the others for later. Fails when none comes within some seconds. */
    public final synchronized Happening next(Predicate<Happening> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<Happening> found = first(wanted);
        try {
            for (long left = PATIENCE.toMillis(); found.isEmpty() && left > 0; left = millisTo(end)) {
                wait(left);
                found = first(wanted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        found.ifPresent(unheard::removeFirstOccurrence);
        return found.orElseThrow(() -> new AssertionError(this + " waited in vain; it heard " + heard));
    }

    private Optional<Happening> first(Predicate<Happening> wanted) {
        return unheard.stream().filter(wanted).findFirst();
    }

    private static long millisTo(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }

    /** The arguments of the next event of this type, without the offset that comes last where the client hears offsets. */
    public final List<JsonValue> hears(String namespace, String type) {
        Happening event =
                next(one -> one.is("event", namespace) && one.text("type").equals(type));
        List<JsonValue> arguments = event.arguments();
        if (!make.speaksProtocol5()) {
            return arguments;
        }
        JsonValue last = arguments.isEmpty() ? JsonValue.NULL : arguments.get(arguments.size() - 1);
        assertTrue(last instanceof JsonString text && text.getString().matches(POSITION), event::toString);
        return arguments.subList(0, arguments.size() - 1);
    }

    /** The id with which it was first in a namespace. */
    public final String id(String namespace) {
        return heard().stream()
                .filter(one -> one.is("connect", namespace))
                .findFirst()
                .orElseThrow()
                .text("id");
    }

    /** All that happened, from the first on. */
    public final synchronized List<Happening> heard() {
        return List.copyOf(heard);
    }

    public final Cable cable() {
        return cable;
    }

    @Override
    public void close() {
        order(doing("close").build());
        cable.close();
    }

    final void order(JsonObjectBuilder order) {
        order(order.build());
    }

    @Override
    public String toString() {
        return make + " by " + way;
    }
}
