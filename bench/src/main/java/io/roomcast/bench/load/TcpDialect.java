package io.roomcast.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Lines of TCP, as programs use them. */
final class TcpDialect extends Dialect {
    @Override
    ByteBuffer opening(Receiver me) {
        return ByteBuffer.wrap(Stamp.ascii("/json\n{\"join\":\"" + me.room() + "\"}\n"));
    }

    @Override
    boolean isHttp() {
        return false;
    }

    @Override
    int port(Target target) throws IOException {
        return target.tcp();
    }

    @Override
    Framing framing() {
        return new LineFraming();
    }

    @Override
    ByteBuffer publish(Receiver me, long number, String data) {
        return ByteBuffer.wrap(Stamp.ascii("{\"room\":\"" + me.room() + "\",\"publish\":{\"data\":\"" + data
                + "\"},\"id\":\"c-" + number + "\"}\n"));
    }
}
