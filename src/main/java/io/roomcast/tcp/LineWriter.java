package io.roomcast.tcp;

import io.roomcast.room.Delivery;
import io.roomcast.room.budget.Account;
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

/** The sending side of one connection, with an encoder that can change. Any thread; no method blocks or throws. */
final class LineWriter extends SharedConnection {
    private static final System.Logger LOG = System.getLogger(LineWriter.class.getName());

    private final AsynchronousSocketChannel channel;
    private final Time time;
    private final Duration closing;
    private final Runnable gone;
    private volatile TcpEncoder encoder;
    private volatile boolean peerEnded;

    /** Runs {@code gone}, once or more often, when nothing more can be sent. */
    LineWriter(
            Ingress ingress,
            Account account,
            AsynchronousSocketChannel channel,
            TcpEncoder encoder,
            Duration closing,
            Runnable gone) {
        super(ingress, account);
        this.channel = channel;
        this.time = ingress.time();
        this.encoder = encoder;
        this.closing = closing;
        this.gone = gone;
    }

    /** Notes that the client ended its side, so that a close cannot discard anything unread. */
    void inputEnded() {
        peerEnded = true;
    }

    /** Changes the encoder, because a program has taken over from a person. */
    void useEncoder(TcpEncoder other) {
        encoder = other;
    }

    ConnectionEncoder encoder() {
        return encoder.replies();
    }

    @Override
    protected String farewell(Ending end) {
        return encoder().bye(end, "");
    }

    /** Chooses the encoder now, so that a delivery to a person does not reach the program that takes over. */
    @Override
    protected Runnable writeTask(Delivery delivery, Runnable written) {
        TcpEncoder now = encoder;
        return () -> write(now.deliveries().apply(delivery), written);
    }

    @Override
    protected void write(Delivery delivery, Runnable written) {
        writeTask(delivery, written).run();
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

    /** Ends our side and closes later: an immediate close may discard the last lines before the client reads them. */
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

    /** Closes the connection immediately. */
    void cut() {
        gone.run();
        try {
            channel.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, () -> "a connection did not close cleanly: " + failure);
        }
    }
}
