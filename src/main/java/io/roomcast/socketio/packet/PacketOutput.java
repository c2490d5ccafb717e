package io.roomcast.socketio.packet;

import io.roomcast.room.log.Content;
import io.roomcast.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The encoder of Socket.IO packets as Engine.IO messages: a text and its attachments, to be sent in this order and
 * together. All receivers can share the result. Pure; any thread.
 */
public final class PacketOutput {
    private PacketOutput() {}

    /** Encodes a packet as its text and attachments. */
    public static List<EnginePacket> messages(SocketPacket packet) {
        String namespace = packet.namespace();
        if (packet instanceof SocketPacket.Connect connect) {
            return List.of(text('0', namespace, connect.payload()));
        }
        if (packet instanceof SocketPacket.Disconnect) {
            return List.of(text('1', namespace, ""));
        }
        if (packet instanceof SocketPacket.ConnectError error) {
            return List.of(text('4', namespace, error.payload()));
        }
        if (packet instanceof SocketPacket.Ack ack) {
            String payload = "[" + String.join(",", ack.arguments()) + "]";
            return messages('3', namespace, Long.toString(ack.id()), payload);
        }
        SocketPacket.Event event = (SocketPacket.Event) packet;
        String id = event.id().isPresent() ? Long.toString(event.id().getAsLong()) : "";
        return messages('2', namespace, id, named(event.name(), event.arguments()));
    }

    /**
     * Encodes a room's event with appended arguments, each one JSON value, such as the offset. The result is the same
     * for all receivers with the same appended arguments, so it is made once for each such kind of receiver.
     */
    public static List<EnginePacket> messages(String namespace, Content content, List<String> appended) {
        List<String> arguments = new ArrayList<>(arguments(content.data(), content.args()));
        arguments.addAll(appended);
        return messages('2', namespace, "", named(content.type(), arguments));
    }

    /** Returns a value as one argument, or the inside of a list as one text with all arguments and their commas. */
    public static List<String> arguments(String data, boolean args) {
        if (!args) {
            return List.of(data);
        }
        return data.length() > "[]".length() ? List.of(data.substring(1, data.length() - 1)) : List.of();
    }

    private static String named(String name, List<String> arguments) {
        StringBuilder payload = new StringBuilder().append('[').append(Json.quote(name));
        arguments.forEach(argument -> payload.append(',').append(argument));
        return payload.append(']').toString();
    }

    private static List<EnginePacket> messages(char type, String namespace, String id, String payload) {
        Attachments.Detached detached = Attachments.detach(payload);
        String tail = id + detached.json();
        int attachments = detached.attachments().size();
        if (attachments == 0) {
            return List.of(text(type, namespace, tail));
        }
        List<EnginePacket> messages = new ArrayList<>(1 + attachments);
        // The type with attachments is the type without, plus three.
        messages.add(text((char) (type + 3), attachments + "-", namespace, tail));
        detached.attachments().forEach(bytes -> messages.add(new EnginePacket.Binary(bytes)));
        return List.copyOf(messages);
    }

    private static EnginePacket text(char type, String namespace, String tail) {
        return text(type, "", namespace, tail);
    }

    private static EnginePacket text(char type, String count, String namespace, String tail) {
        String path = namespace.equals("/") ? "" : namespace + ",";
        return EnginePacket.of(EnginePacket.Type.MESSAGE, type + count + path + tail);
    }
}
