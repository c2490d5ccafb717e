package io.roomcast.socketio.packet;

import java.util.List;

/** One version of Engine.IO: how packets look as frames of a WebSocket and as bodies of polling. Pure; any thread. */
public sealed interface EngineCodec permits EngineCodec3, EngineCodec4 {

    /** The packet as one WebSocket message. */
    Frame frame(EnginePacket packet);

    /** The packet in one WebSocket message; a {@link ParseError} if there is none. */
    EnginePacket packet(Frame frame);

    /** The packets, one at least, as the body of a poll's answer. */
    Frame payload(List<EnginePacket> packets);

    /** The packets in the body of a POST, at most so many; it never throws. Bytes are an octet stream, else it is a text. */
    Payload packets(Frame body, int most);
}
