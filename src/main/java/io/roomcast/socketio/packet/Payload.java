package io.roomcast.socketio.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The content of one polling body: its valid packets, and the error after the last of them, if any. The packets must be
 * processed even then, before the connection ends.
 */
public record Payload(List<EnginePacket> packets, Optional<ParseError> failure) {

    public Payload {
        packets = List.copyOf(packets);
    }

    /** Reads packets until there is none, one is invalid, or there are too many. */
    static Payload read(int most, Supplier<Optional<EnginePacket>> next) {
        List<EnginePacket> packets = new ArrayList<>();
        try {
            for (Optional<EnginePacket> packet = next.get(); packet.isPresent(); packet = next.get()) {
                if (packets.size() == most) {
                    throw new ParseError("more than " + most + " packets in one body");
                }
                packets.add(packet.get());
            }
            return new Payload(packets, Optional.empty());
        } catch (ParseError failure) {
            return new Payload(packets, Optional.of(failure));
        }
    }
}
