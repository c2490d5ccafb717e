package io.roomcast.contract.client;

import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that speaks Socket.IO and asks for the envelope; what it hears is told in the lines of the other transports, by
 * the bridge of the protocol.
 */
final class SocketIoClient extends Wired {
    private static final int TOO_LARGE = 413;
    private static final int TOO_LARGE_FRAME = 1009;

    private final Map<Integer, String> asked = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final String namespace;
    private final EngineWay way;

    private SocketIoClient(URI server, Entering entering, boolean polling) {
        super(server, entering);
        this.namespace = "/" + entering.room() + ",";
        this.way = polling
                ? new EngineWay.Polling(base(), this::heard, this::endedWith)
                : new EngineWay.Socket(base(), this::heard, this::endedWith);
    }

    static SocketIoClient enter(URI server, Entering entering, boolean polling) {
        SocketIoClient client = new SocketIoClient(server, entering, polling);
        client.way.send("40" + client.namespace + client.auth());
        try {
            client.awaitWelcome();
        } catch (AssertionError notWelcomed) {
            client.close();
            throw notWelcomed;
        }
        return client;
    }

    private String auth() {
        return "{\"roomcast\":{\"envelope\":true" + entering().keys() + "}}";
    }

    private void heard(String packet) {
        switch (packet.charAt(0)) {
            case '1' -> ended();
            case '2' -> way.send("3");
            case '4' -> message(packet.charAt(1), packet.substring(2));
            default -> {}
        }
    }

    private void message(char type, String packet) {
        String rest = packet.startsWith(namespace) ? packet.substring(namespace.length()) : packet;
        switch (type) {
            case '1' -> ended();
            case '2' -> event(rest);
            case '3' -> answer(rest);
            case '4' -> {
                JsonObject why = Line.object(rest.substring(rest.indexOf('{')));
                String code =
                        why.containsKey("data") ? why.getJsonObject("data").getString("code") : "bad_room";
                came("{\"error\":{\"code\":" + Commands.quoted(code) + ",\"message\":" + why.get("message") + "}}");
                refused(0);
            }
            default -> {}
        }
    }

    private void event(String packet) {
        int bracket = packet.indexOf('[');
        List<String> elements = elements(packet.substring(bracket));
        String name = text(elements.get(0));
        if (bracket > 0) {
            came("{\"ask\":{\"room\":" + Commands.quoted(room()) + ",\"id\":\"q-" + packet.substring(0, bracket)
                    + "\",\"type\":" + elements.get(0) + ",\"data\":" + elements.get(1) + "}}");
        } else if (name.equals("roomcast:position")) {
            came("{\"position\":" + elements.get(1) + ",\"room\":" + Commands.quoted(room()) + "}");
        } else if (name.startsWith("roomcast:")) {
            came("{\"" + name.substring("roomcast:".length()) + "\":" + elements.get(1) + "}");
        } else {
            String envelope = elements.get(elements.size() - 2);
            List<String> data = elements.subList(1, elements.size() - 2);
            boolean several = Line.object(envelope).getBoolean("args", false);
            String value = several ? "[" + String.join(",", data) + "]" : data.get(0);
            came(envelope.substring(0, envelope.length() - 1) + ",\"data\":" + value + "}");
        }
    }

    private void answer(String packet) {
        int bracket = packet.indexOf('[');
        int of = Integer.parseInt(packet.substring(0, bracket));
        List<String> said = elements(packet.substring(bracket));
        String id = asked.remove(of);
        String begun = "{\"ack\":" + (id.isEmpty() ? "null" : Commands.quoted(id)) + ",\"room\":"
                + Commands.quoted(room()) + ",";
        if (said.size() > 1) {
            came(begun + "\"args\":true,\"data\":[" + String.join(",", said) + "]}");
        } else if (said.isEmpty() || said.get(0).isEmpty()) {
            came(begun + "\"data\":null}");
        } else if (said.get(0).startsWith("{\"error\":{")) {
            came(said.get(0));
        } else {
            boolean isPosition = said.get(0).matches("\"[A-Za-z0-9_-]{1,32}:[0-9]{1,16}\"");
            came(begun + (isPosition ? "\"position\":" : "\"data\":") + said.get(0) + "}");
        }
    }

    private void endedWith(int status) {
        if (status == TOO_LARGE || status == TOO_LARGE_FRAME) {
            came("{\"error\":{\"code\":\"too_large\",\"message\":\"as the status says\"}}");
        }
        if (isWelcome() || status == 0) {
            ended();
        } else {
            refused(status);
        }
    }

    @Override
    public String framed(String command) {
        int of = number.get();
        return "42" + namespace + of + "[\"roomcast:publish\"," + published(command) + "]";
    }

    /** Sends what a command publishes, and its id; a text that is no such command goes as it is. */
    private static String published(String command) {
        Map<String, String> keys = members(command);
        if (!keys.containsKey("publish") || command.endsWith("}{}")) {
            return command;
        }
        String id = keys.containsKey("id") ? ",{\"roomcast\":{\"id\":" + keys.get("id") + "}}" : "";
        return keys.get("publish") + id;
    }

    @Override
    public void send(String command) {
        if (command.replace(" ", "").startsWith("{\"bye\":")) {
            way.send("41" + namespace);
            return;
        }
        Map<String, String> keys = members(command);
        if (keys.containsKey("answer")) {
            way.send("43" + namespace + text(keys.get("id")).substring("q-".length()) + "[" + keys.get("answer") + "]");
            return;
        }
        String packet = framed(command);
        String id = members(command).getOrDefault("id", "\"\"");
        asked.put(number.getAndIncrement(), id.startsWith("\"") ? text(id) : "");
        way.send(packet);
    }

    @Override
    public void say(String text) {
        String line = text.replaceFirst("\r?\n\\z", "");
        if (!line.isEmpty()) {
            way.send("42" + namespace + "[\"message\"," + Commands.quoted(line) + "]");
        }
    }

    @Override
    public void leave() {
        way.send("41" + namespace);
    }

    @Override
    public void close() {
        if (!isOver()) {
            way.stop();
        }
        super.close();
    }

    private static String text(String json) {
        return Line.object("{\"text\":" + json + "}").getString("text");
    }

    /** The members of an object, each as the text that it is. */
    private static Map<String, String> members(String object) {
        Map<String, String> members = new java.util.LinkedHashMap<>();
        for (String member : split(object)) {
            int colon = member.indexOf(':');
            if (member.strip().startsWith("\"") && colon > 0) {
                members.put(
                        member.substring(0, colon).strip().replace("\"", ""),
                        member.substring(colon + 1).strip());
            }
        }
        return members;
    }

    private static List<String> elements(String array) {
        return split(array);
    }

    /** The texts between the commas of a list or an object, exact. */
    private static List<String> split(String json) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int begin = 1;
        for (int at = 0; at < json.length(); at++) {
            char next = json.charAt(at);
            if (quoted) {
                at += next == '\\' ? 1 : 0;
                quoted = next != '"';
            } else if (next == '"') {
                quoted = true;
            } else if (next == '[' || next == '{') {
                depth++;
            } else if (next == ']' || next == '}') {
                depth--;
            }
            boolean over = !quoted && (depth == 0 || (depth == 1 && next == ','));
            if (over && at > 0) {
                parts.add(json.substring(begin, at));
                begin = at + 1;
            }
        }
        return parts;
    }
}
