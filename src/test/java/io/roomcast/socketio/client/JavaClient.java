package io.roomcast.socketio.client;

import io.socket.client.Ack;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.HandshakeData;
import io.socket.engineio.client.Transport;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The client in Java, which speaks with org.json and has no name for the engine below it. */
final class JavaClient extends RealClient {
    private final Map<String, Socket> sockets = new ConcurrentHashMap<>();
    private final List<Ack> questions = new ArrayList<>();
    private Manager manager = new Manager();
    private volatile String transport = "";

    JavaClient(Way way, URI server) {
        super(Make.JAVA, way, server);
    }

    @Override
    void order(JsonObject order) {
        String namespace = order.getString("namespace", "");
        switch (order.getString("do")) {
            case "open" -> open(order);
            case "connect" -> connect(namespace, order.getJsonObject("auth"));
            case "emit" -> emit(sockets.get(namespace), namespace, order);
            case "answer" -> questions.get(order.getInt("ask")).call(OrgJson.objects(order.getJsonArray("args")));
            case "disconnect" -> sockets.get(namespace).disconnect();
            case "cut" -> engine().close();
            case "close" -> end();
            default -> throw new IllegalArgumentException(order.toString());
        }
    }

    private void open(JsonObject order) {
        JsonObject given = order.getJsonObject("options");
        Manager.Options options = new Manager.Options();
        options.path = order.getString("path");
        options.transports = order.getJsonArray("transports").stream()
                .map(name -> name.toString().replace("\"", ""))
                .toArray(String[]::new);
        options.reconnectionDelay = given.getInt("reconnectionDelay");
        options.reconnectionDelayMax = given.getInt("reconnectionDelayMax");
        manager = new Manager(URI.create(order.getString("url")), options);
        manager.on(Manager.EVENT_TRANSPORT, made -> watch(((Transport) made[0]).name, engine()));
    }

    /** Each engine makes a transport when it begins, and another one to try an upgrade. */
    private void watch(String name, io.socket.engineio.client.Socket engine) {
        if (engine.hasListeners("handshake")) {
            return;
        }
        engine.on("handshake", data -> {
            HandshakeData handshake = (HandshakeData) data[0];
            transport = name;
            happened(Json.createObjectBuilder()
                    .add("what", "open")
                    .add("transport", name)
                    .add("sid", handshake.sid)
                    .add("upgrades", Json.createArrayBuilder(List.of(handshake.upgrades))));
        });
        engine.on("upgrade", to -> {
            transport = ((Transport) to[0]).name;
            happened(Json.createObjectBuilder().add("what", "upgrade").add("transport", transport));
        });
    }

    private io.socket.engineio.client.Socket engine() {
        try {
            Field field = Manager.class.getDeclaredField("engine");
            field.setAccessible(true);
            return (io.socket.engineio.client.Socket) field.get(manager);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("another client than the one that was tried", e);
        }
    }

    private void connect(String namespace, JsonObject auth) {
        Socket known = sockets.get(namespace);
        if (known != null) {
            known.connect();
            return;
        }
        Manager.Options options = new Manager.Options();
        options.auth = strings(auth);
        Socket socket = manager.socket(namespace, options);
        sockets.put(namespace, socket);
        watch(namespace, socket);
        socket.connect();
    }

    /** Its type lets only strings through; what it sends is what is in there. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, String> strings(JsonObject auth) {
        Map objects = new HashMap<>();
        auth.forEach((key, value) -> objects.put(key, OrgJson.object(value)));
        return objects;
    }

    private void watch(String namespace, Socket socket) {
        socket.on(
                Socket.EVENT_CONNECT,
                none -> happened(about("connect", namespace)
                        .add("id", socket.id())
                        .add("recovered", false)
                        .add("transport", transport)));
        socket.on(
                Socket.EVENT_DISCONNECT,
                why -> happened(about("disconnect", namespace).add("reason", (String) why[0])));
        socket.on(
                Socket.EVENT_CONNECT_ERROR,
                why -> happened(about("connect_error", namespace).add("message", OrgJson.message(why[0]))));
        socket.onAnyIncoming(event -> heard(namespace, event));
    }

    private void heard(String namespace, Object... event) {
        JsonObjectBuilder happening = about("event", namespace).add("type", (String) event[0]);
        int end = event.length;
        if (event[end - 1] instanceof Ack question) {
            happening.add("ask", questions.size());
            questions.add(question);
            end--;
        }
        happened(happening.add("args", OrgJson.list(Arrays.copyOfRange(event, 1, end))));
    }

    private void emit(Socket socket, String namespace, JsonObject order) {
        Object[] arguments = OrgJson.objects(order.getJsonArray("args"));
        if (order.containsKey("ack")) {
            Ack ack = answer -> happened(
                    about("ack", namespace).add("ack", order.getInt("ack")).add("args", OrgJson.list(answer)));
            socket.emit(order.getString("type"), arguments, ack);
        } else {
            socket.emit(order.getString("type"), arguments);
        }
    }

    private void end() {
        manager.reconnection(false);
        sockets.values().forEach(Socket::disconnect);
    }

    private static JsonObjectBuilder about(String what, String namespace) {
        return Json.createObjectBuilder().add("what", what).add("namespace", namespace);
    }

    private void happened(JsonObjectBuilder happening) {
        came(happening.build());
    }
}
