package io.roomcast.tcp;

import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.Dialogue;
import io.roomcast.wire.Reception;
import io.roomcast.wire.Utf8;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * One connected person, or a program once it asked for JSON: what arrives, line by line. The gateway's threads call it,
 * one at a time; ends come from other threads.
 */
final class Peer implements CompletionHandler<Integer, ByteBuffer> {
    private static final System.Logger LOG = System.getLogger(Peer.class.getName());
    private static final int PIECE = 2 << 10;
    private static final int TLS = 0x16;
    private static final Pattern HTTP = Pattern.compile("[A-Z]{3,20} \\S+ HTTP/[0-9.]+");

    private final Gateway gateway;
    private final Reception reception;
    private final TcpSettings settings;
    private final AsynchronousSocketChannel channel;
    private final Visitor visitor;
    private final LineSocket socket;
    private final LineCutter lines;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile Dialogue dialogue;
    private volatile Optional<Talk> talk = Optional.empty();
    private boolean heardNothing = true;
    private volatile boolean deaf;

    Peer(
            Gateway gateway,
            Reception reception,
            TcpSettings settings,
            AsynchronousSocketChannel channel,
            String address) {
        this.gateway = gateway;
        this.reception = reception;
        this.settings = settings;
        this.channel = channel;
        this.visitor = new Visitor(address, Optional.empty(), Optional.empty());
        this.socket = new LineSocket(reception, channel, gateway.forPeople(), settings.closing(), this::gone);
        this.lines = new LineCutter(reception.bounds().frame());
        this.dialogue = begin();
    }

    private Dialogue begin() {
        return new Dialogue(reception, visitor, socket, socket.speech(), settings.idle());
    }

    String address() {
        return visitor.address();
    }

    /** Lets somebody in, and listens. */
    void greet() {
        talk = Optional.of(new Talk(dialogue, settings.room()));
        listen();
    }

    /** Says why somebody may not stay. */
    void refuse(Refusal refusal) {
        deaf = true;
        dialogue.refuse(refusal, Optional.empty());
        listen();
    }

    void end(Ending ending) {
        dialogue.end(ending);
    }

    private void listen() {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try {
            channel.read(piece, piece, this);
        } catch (RuntimeException closed) {
            socket.cut();
        }
    }

    @Override
    public void completed(Integer count, ByteBuffer piece) {
        if (count < 0) {
            over();
        } else {
            take(piece.flip());
            listen();
        }
    }

    @Override
    public void failed(Throwable failure, ByteBuffer piece) {
        socket.cut();
    }

    /** The peer has said all that it had to say, the last line maybe without its end. */
    private void over() {
        if (gone.get()) {
            socket.cut();
            return;
        }
        byte[] rest = lines.rest();
        if (rest.length > 0) {
            listenTo(rest);
        }
        deaf = true;
        socket.hearsNoMore();
        dialogue.nothingMore();
    }

    private void take(ByteBuffer arrived) {
        if (heardNothing && arrived.get(0) == TLS) {
            socket.cut();
        }
        if (deaf || gone.get()) {
            return;
        }
        try {
            lines.take(arrived, this::listenTo);
        } catch (Refusal tooLong) {
            deaf = true;
            dialogue.refuse(tooLong, Optional.empty());
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a line was not handled", bug);
        }
    }

    private void listenTo(byte[] line) {
        if (deaf) {
            return;
        }
        try {
            understand(Utf8.text(line));
        } catch (Refusal badUtf8) {
            dialogue.misunderstood(badUtf8);
        }
    }

    private void understand(String line) {
        boolean foreign = heardNothing && HTTP.matcher(line).matches();
        heardNothing = false;
        if (foreign) {
            // A page that makes a browser talk to us is not to be heard.
            deaf = true;
            socket.cut();
        } else if (talk.isPresent() && line.equals("/json")) {
            speakJson();
        } else if (talk.isPresent()) {
            talk.get().said(line);
        } else {
            dialogue.said(line);
        }
    }

    /** The person is gone and a program is here, in no room yet. */
    private void speakJson() {
        talk = Optional.empty();
        dialogue.giveUp();
        socket.speak(gateway.forPrograms());
        dialogue = begin();
    }

    /** The connection is closed, or as good as. */
    private void gone() {
        if (gone.compareAndSet(false, true)) {
            if (talk.isPresent()) {
                // A person cannot come back to a seat.
                dialogue.giveUp();
            } else {
                dialogue.gone();
            }
            gateway.remove(this);
        }
    }
}
