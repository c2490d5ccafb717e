package io.roomcast.socketio.packet;

import io.roomcast.room.budget.Holding;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parser of one connection's Socket.IO packets. It holds at most one packet that waits for attachments. A
 * {@link ParseError} ends the connection. One thread at a time.
 */
public final class PacketInput {
    private final Json json;
    private final PacketBounds bounds;
    private final Holding incomplete;
    private final List<byte[]> attachments = new ArrayList<>();
    private SocketPacket waiting; // null while no attachment is missing
    private int awaited;
    private long bytes;
    private long held;

    public PacketInput(Json json, PacketBounds bounds, Holding incomplete) {
        this.json = json;
        this.bounds = bounds;
        this.incomplete = incomplete;
    }

    /** Returns the packet that this message completes; empty while attachments are missing. */
    public Optional<SocketPacket> next(EnginePacket message) {
        if (message instanceof EnginePacket.Binary attachment) {
            return attached(attachment.bytes());
        }
        if (message.type() != EnginePacket.Type.MESSAGE) {
            throw new ParseError("only messages hold packets of Socket.IO");
        }
        if (waiting != null) {
            throw new ParseError("a text instead of an attachment");
        }
        PacketHead head = new PacketHead(((EnginePacket.Text) message).data(), bounds);
        SocketPacket packet = packet(head);
        if (head.attachments == 0) {
            return Optional.of(packet);
        }
        expect(((EnginePacket.Text) message).data().length());
        waiting = packet;
        awaited = head.attachments;
        return Optional.empty();
    }

    /** Whether attachments of a packet are missing. */
    public boolean isWaiting() {
        return waiting != null;
    }

    private Optional<SocketPacket> attached(byte[] attachment) {
        if (waiting == null) {
            throw new ParseError("an attachment without a packet");
        }
        bytes += attachment.length;
        if (bytes > bounds.bytes()) {
            throw new ParseError("attachments of more than " + bounds.bytes() + " bytes");
        }
        expect(attachment.length);
        attachments.add(attachment);
        if (attachments.size() < awaited) {
            return Optional.empty();
        }
        SocketPacket whole = Attachments.attach(waiting, attachments);
        waiting = null;
        attachments.clear();
        bytes = 0;
        held = 0;
        incomplete.holds(0);
        return Optional.of(whole);
    }

    /** Counts what is held until the packet is whole. */
    private void expect(int more) {
        held += more;
        incomplete.require(held);
    }

    private SocketPacket packet(PacketHead head) {
        return switch (head.type) {
            case '0' -> new SocketPacket.Connect(head.namespace, object(head.json));
            case '1' -> disconnect(head);
            case '2', '5' -> event(head);
            case '3', '6' ->
                new SocketPacket.Ack(
                        head.namespace,
                        head.id().orElseThrow(() -> new ParseError("an answer without an id")),
                        elements(head.json));
            default -> throw new ParseError("only the server refuses a CONNECT");
        };
    }

    private static SocketPacket disconnect(PacketHead head) {
        if (!head.json.isEmpty()) {
            throw new ParseError("a DISCONNECT has no payload");
        }
        return new SocketPacket.Disconnect(head.namespace);
    }

    private String object(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String payload = read(text, JsonInput::raw);
        if (!payload.startsWith("{")) {
            throw new ParseError("the payload of a CONNECT must be an object");
        }
        return payload;
    }

    private SocketPacket event(PacketHead head) {
        List<String> elements = elements(head.json);
        if (elements.isEmpty()) {
            throw new ParseError("an event must have a name");
        }
        String name = name(elements.get(0));
        return new SocketPacket.Event(head.namespace, head.id(), name, elements.subList(1, elements.size()));
    }

    private String name(String first) {
        char kind = first.charAt(0);
        if (kind == '-' || (kind >= '0' && kind <= '9')) {
            return first;
        }
        String name = read(first, input -> input.string("an event's name"));
        if (Names.isReserved(name)) {
            throw new ParseError("this event name is reserved");
        }
        return name;
    }

    private List<String> elements(String text) {
        return read(text, input -> input.array("the payload", bounds.arguments(), input::raw));
    }

    private <T> T read(String text, Function<JsonInput, T> reader) {
        try (JsonInput input = new JsonInput(json, text, bounds.depth())) {
            T value = reader.apply(input);
            input.end();
            return value;
        } catch (Refusal refusal) {
            throw new ParseError(refusal.getMessage());
        }
    }
}
