package io.roomcast.socketio.packet;

import java.util.List;

/** The codec of one version of Engine.IO, for WebSocket messages and polling bodies. Pure; any thread. */
public sealed interface EngineCodec permits EngineCodec3, EngineCodec4 {

    /** Encodes a packet as one WebSocket message. */
    Frame frame(EnginePacket packet);

    /** Decodes the packet in one WebSocket message, or throws a {@link ParseError}. */
    EnginePacket packet(Frame frame);

    /** Encodes at least one packet as the body of a poll's response. */
    Frame payload(List<EnginePacket> packets);

    /** Decodes at most {@code most} packets from the body of a POST, text or octet stream. Never throws. */
    Payload packets(Frame body, int most);
}
