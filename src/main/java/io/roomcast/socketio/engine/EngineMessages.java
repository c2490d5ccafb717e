package io.roomcast.socketio.engine;

import io.roomcast.channel.websocket.FrameEncoder;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.Frame;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Messages that go out together, for a poll or for a WebSocket; only that form is made which is asked for. Receivers may
 * share them. Any thread.
 */
public interface EngineMessages {
    /** Returns the messages as packets. */
    List<EnginePacket> packets();

    /** Returns the messages as whole WebSocket frames. The array may be shared: do not write to it. */
    byte[] frames(EngineCodec codec);

    default boolean isEmpty() {
        return false;
    }

    /** Returns these packets as messages for one receiver. */
    static EngineMessages of(List<EnginePacket> packets) {
        return new EngineMessages() {
            @Override
            public List<EnginePacket> packets() {
                return packets;
            }

            @Override
            public boolean isEmpty() {
                return packets.isEmpty();
            }

            @Override
            public byte[] frames(EngineCodec codec) {
                return EngineMessages.frames(codec, packets);
            }
        };
    }

    /** Encodes packets as whole WebSocket frames. */
    static byte[] frames(EngineCodec codec, List<EnginePacket> packets) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        packets.forEach(packet -> frames.writeBytes(frame(codec.frame(packet))));
        return frames.toByteArray();
    }

    private static byte[] frame(Frame frame) {
        return frame instanceof Frame.Text text
                ? FrameEncoder.text(text.text())
                : FrameEncoder.binary(((Frame.Binary) frame).bytes());
    }
}
