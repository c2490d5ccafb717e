package io.roomcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A Socket.IO client since 3.0, over WebSocket alone. Its note is the answer to its CONNECT. */
final class SocketIoDialect extends Dialect {
    private final boolean namespaces;

    SocketIoDialect(boolean namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    ByteBuffer opening(Receiver me) {
        return upgrade("/socket.io/?EIO=4&transport=websocket" + (namespaces ? "" : "&room=" + me.room()), "");
    }

    @Override
    Framing framing() {
        return new WebSocketFraming();
    }

    @Override
    boolean received(Receiver me, byte[] bytes, int from, int to) throws IOException {
        if (begins(bytes, from, to, '0', '{')) {
            join(me);
        } else if (begins(bytes, from, to, '4', '0')) {
            me.note(HttpText.text(bytes, from + 2, to));
        } else if (to - from == 1 && bytes[from] == '2') {
            me.send(WebSocketFraming.text(new byte[] {'3'}));
        } else {
            return true;
        }
        return false;
    }

    @Override
    void join(Receiver me) throws IOException {
        me.send(WebSocketFraming.text(Stamp.ascii("40" + namespace(me) + me.resume())));
    }

    private String namespace(Receiver me) {
        return namespaces ? "/" + me.room() + "," : "";
    }

    @Override
    ByteBuffer publish(Receiver me, long number, String data) {
        return WebSocketFraming.text(Stamp.ascii("42" + namespace(me) + "[\"message\",\"" + data + "\"]"));
    }

    @Override
    public String resume(Receiver was, String position) {
        String pid = HttpText.between(was.note(), "\"pid\":\"", "\"");
        return pid.isEmpty() ? "" : "{\"pid\":\"" + pid + "\",\"offset\":\"" + position + "\"}";
    }
}
