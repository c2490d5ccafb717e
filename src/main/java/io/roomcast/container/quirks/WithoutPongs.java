package io.roomcast.container.quirks;

import jakarta.websocket.Extension;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.tomcat.websocket.MessagePart;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.TransformationResult;

/** Takes the pongs out of what Tomcat is about to write to one session. Called by Tomcat's thread that read the ping. */
final class WithoutPongs implements Transformation {
    private static final byte PONG = 10;

    private final Transformation others;
    private final Consumer<byte[]> pong;

    WithoutPongs(Transformation others, Consumer<byte[]> pong) {
        this.others = others;
        this.pong = pong;
    }

    @Override
    public List<MessagePart> sendMessagePart(List<MessagePart> parts) throws IOException {
        if (parts.size() != 1 || parts.get(0).getOpCode() != PONG) {
            return others.sendMessagePart(parts);
        }
        ByteBuffer payload = parts.get(0).getPayload();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        pong.accept(bytes);
        return List.of();
    }

    @Override
    public void setNext(Transformation next) {
        others.setNext(next);
    }

    @Override
    public boolean validateRsvBits(int bits) {
        return others.validateRsvBits(bits);
    }

    @Override
    public Extension getExtensionResponse() {
        return others.getExtensionResponse();
    }

    @Override
    public TransformationResult getMoreData(byte opCode, boolean fin, int rsv, ByteBuffer into) throws IOException {
        return others.getMoreData(opCode, fin, rsv, into);
    }

    @Override
    public boolean validateRsv(int rsv, byte opCode) {
        return others.validateRsv(rsv, opCode);
    }

    @Override
    public void close() {
        others.close();
    }
}
