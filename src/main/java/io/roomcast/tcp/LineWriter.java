package io.roomcast.tcp;

import io.roomcast.room.Delivery;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.time.Time;
import io.roomcast.wire.ConnectionEncoder;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.SharedConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The way out of one connection: writes what its voice makes of what is to be said. Any thread; no method blocks or throws. */
final class LineWriter extends SharedConnection {
    private static final System.Logger LOG = System.getLogger(LineWriter.class.getName());

    private final AsynchronousSocketChannel channel;
    private final Time time;
    private final Duration closing;
    private final Runnable gone;
    private volatile TcpEncoder encoder;
    private volatile boolean peerEnded;

    /** {@code gone} is run when nothing more can be said; it may be run more than once. */
    LineWriter(
            Ingress ingress, AsynchronousSocketChannel channel, TcpEncoder encoder, Duration closing, Runnable gone) {
        super(ingress);
        this.channel = channel;
        this.time = ingress.time();
        this.encoder = encoder;
        this.closing = closing;
        this.gone = gone;
    }

    /** The peer ended its side: there is nothing unread that a close could stumble over. */
    void hearsNoMore() {
        peerEnded = true;
    }

    /** From here on it is somebody else who listens. */
    void speak(TcpEncoder other) {
        encoder = other;
    }

    /** In what words it answers whoever listens. */
    ConnectionEncoder encoder() {
        return encoder.answers();
    }

    @Override
    protected String farewell(Ending end) {
        return encoder().bye(end, Optional.empty());
    }

    /** The words are those of the moment: what is due to a person is not said to the program that comes after. */
    @Override
    protected Runnable due(Delivery delivery, Runnable written) {
        TcpEncoder now = encoder;
        return () -> write(now.parts().apply(delivery), written);
    }

    @Override
    protected void write(Delivery delivery, Runnable written) {
        due(delivery, written).run();
    }

    @Override
    protected void write(String lines, Runnable written) {
        write(lines.getBytes(StandardCharsets.UTF_8), written);
    }

    private void write(byte[] bytes, Runnable written) {
        if (bytes.length == 0) {
            written.run();
        } else {
            write(ByteBuffer.wrap(bytes), written);
        }
    }

    private void write(ByteBuffer rest, Runnable written) {
        try {
            channel.write(rest, written, new CompletionHandler<Integer, Runnable>() {
                @Override
                public void completed(Integer count, Runnable then) {
                    if (rest.hasRemaining()) {
                        write(rest, then);
                    } else {
                        then.run();
                    }
                }

                @Override
                public void failed(Throwable failure, Runnable then) {
                    cut();
                }
            });
        } catch (RuntimeException closed) {
            cut();
        }
    }

    /** Lets the peer read to the end before the connection goes: closing at once may take the last words from it. */
    @Override
    protected void close(Ending end) {
        gone.run();
        if (peerEnded) {
            cut();
            return;
        }
        try {
            channel.shutdownOutput();
            time.after(closing, this::cut);
        } catch (IOException | RuntimeException already) {
            cut();
        }
    }

    /** Ends it now. */
    void cut() {
        gone.run();
        try {
            channel.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, () -> "a connection did not close cleanly: " + failure);
        }
    }
}
