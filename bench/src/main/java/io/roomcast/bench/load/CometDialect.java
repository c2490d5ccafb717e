package io.roomcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bayeux over a WebSocket: handshake, subscribe, and a connect that is renewed. Its note is the client's id. */
final class CometDialect extends Dialect {
    private static final byte[] META = Stamp.ascii("/meta/");

    @Override
    ByteBuffer opening(Receiver me) {
        return upgrade("/cometd", "");
    }

    @Override
    Framing framing() {
        return new WebSocketFraming();
    }

    @Override
    void opened(Receiver me) throws IOException {
        say(me, "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"websocket\"]}]");
    }

    @Override
    boolean received(Receiver me, byte[] bytes, int from, int to) throws IOException {
        if (!isMeta(bytes, from, to)) {
            return true;
        }
        String text = HttpText.text(bytes, from, to);
        if (text.contains("\"/meta/handshake\"")) {
            me.note(HttpText.between(text, "\"clientId\":\"", "\""));
            say(
                    me,
                    "[{\"channel\":\"/meta/subscribe\",\"subscription\":\"/" + me.room() + "\"," + clientId(me)
                            + "},{\"channel\":\"/meta/connect\",\"advice\":{\"timeout\":0}," + connection(me) + "}]");
        } else if (text.contains("\"/meta/connect\"")) {
            say(me, "[{\"channel\":\"/meta/connect\"," + connection(me) + "}]");
        }
        return true;
    }

    private static boolean isMeta(byte[] bytes, int from, int to) {
        for (int at = from; at + META.length <= to; at++) {
            if (bytes[at] == '/' && Arrays.equals(bytes, at, at + META.length, META, 0, META.length)) {
                return true;
            }
        }
        return false;
    }

    private static String clientId(Receiver me) {
        return "\"clientId\":\"" + me.note() + "\"";
    }

    private static String connection(Receiver me) {
        return "\"connectionType\":\"websocket\"," + clientId(me);
    }

    private static void say(Receiver me, String text) throws IOException {
        me.send(WebSocketFraming.text(Stamp.ascii(text)));
    }

    @Override
    ByteBuffer publish(Receiver me, long number, String data) {
        return WebSocketFraming.text(
                Stamp.ascii("[{\"channel\":\"/" + me.room() + "\",\"data\":\"" + data + "\"," + clientId(me) + "}]"));
    }
}
