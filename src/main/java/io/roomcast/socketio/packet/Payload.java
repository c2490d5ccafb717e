package io.roomcast.socketio.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one body of a poll or a POST holds: its packets, and what was wrong behind the last of them. The packets count
 * although something is wrong: they are to be processed before the connection ends.
 */
public record Payload(List<EnginePacket> packets, Optional<ParseError> failure) {

    public Payload {
        packets = List.copyOf(packets);
    }

    /** Takes packets until there is none, one is bad, or there are too many. */
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
