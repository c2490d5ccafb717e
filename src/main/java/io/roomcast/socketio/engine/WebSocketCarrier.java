package io.roomcast.socketio.engine;

import io.roomcast.channel.websocket.FrameQueue;
import io.roomcast.channel.websocket.Frames;
import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.refusal.Ending;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.Frame;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/** The sending side of one WebSocket, with one packet per frame. Any thread; no method blocks or throws. */
final class WebSocketCarrier {
    private final EngineCodec codec;
    private final GuardedSession socket;
    private final FrameQueue<Frame> outgoing;

    /** Messages as frames, one each. */
    private record Carried(EngineMessages messages, EngineCodec codec) implements Frames<Frame> {
        @Override
        public byte[] bytes() {
            return messages.frames(codec);
        }

        @Override
        public Iterator<Frame> each() {
            return messages.packets().stream().map(codec::frame).iterator();
        }
    }

    WebSocketCarrier(EngineCodec codec, GuardedSession socket) {
        this.codec = codec;
        this.socket = socket;
        this.outgoing = new FrameQueue<>(socket, WebSocketCarrier::send);
    }

    void write(EngineMessages messages, Runnable written) {
        outgoing.write(new Carried(messages, codec), written);
    }

    /** Inserts a packet as soon as no other frame is under way. */
    void insert(EnginePacket packet) {
        outgoing.insert(new Carried(EngineMessages.of(List.of(packet)), codec));
    }

    void close(Ending ending) {
        socket.close(ending, outgoing.isWriting());
    }

    private static void send(RemoteEndpoint.Async remote, Frame frame, SendHandler sent) {
        if (frame instanceof Frame.Text text) {
            remote.sendText(text.text(), sent);
        } else {
            // All receivers share the bytes, and a container only reads them.
            remote.sendBinary(ByteBuffer.wrap(((Frame.Binary) frame).bytes()), sent);
        }
    }
}
