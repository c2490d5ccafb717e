package io.roomcast.tcp;

import io.roomcast.room.budget.Account;
import io.roomcast.room.budget.Use;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.ClientProtocol;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Utf8;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * The receiving side of one connection: a person, or a program once it has sent {@code /json}. The server's threads
 * call it one at a time; ends come from other threads.
 */
final class TcpConnection implements CompletionHandler<Integer, ByteBuffer> {
    private static final System.Logger LOG = System.getLogger(TcpConnection.class.getName());
    private static final int PIECE = 2 << 10;
    private static final int TLS = 0x16;
    private static final Pattern HTTP = Pattern.compile("[A-Z]{3,20} \\S+ HTTP/[0-9.]+");

    private final TcpServer server;
    private final Ingress ingress;
    private final TcpSettings settings;
    private final AsynchronousSocketChannel channel;
    private final Visitor visitor;
    private final Account account;
    private final LineWriter socket;
    private final LineSplitter lines;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile ClientProtocol protocol;
    private volatile PlainCommands person; // null for a program
    private boolean beforeFirstByte = true;
    private boolean beforeFirstLine = true;
    private volatile boolean ignoring;

    TcpConnection(
            TcpServer server,
            Ingress ingress,
            TcpSettings settings,
            AsynchronousSocketChannel channel,
            String address) {
        this.server = server;
        this.ingress = ingress;
        this.settings = settings;
        this.channel = channel;
        this.visitor = Visitor.at(address);
        this.account = ingress.account(visitor);
        this.socket = new LineWriter(ingress, account, channel, server.forPeople(), settings.closing(), this::gone);
        this.lines = new LineSplitter(ingress.bounds().frame(), account.holding(Use.INPUT));
        this.protocol = begin();
    }

    private ClientProtocol begin() {
        return new ClientProtocol(ingress, visitor, socket, socket.encoder(), settings.idle());
    }

    Account account() {
        return account;
    }

    /** Admits the client and starts reading. */
    void start() {
        person = new PlainCommands(protocol, settings.room());
        readMore();
    }

    /** Sends the reason and ends the connection. */
    void refuse(Refusal refusal) {
        ignoring = true;
        protocol.refuse(refusal, "");
        readMore();
    }

    void end(Ending ending) {
        protocol.end(ending);
    }

    private void readMore() {
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
            inputEnded();
        } else {
            take(piece.flip());
            readMore();
        }
    }

    @Override
    public void failed(Throwable failure, ByteBuffer piece) {
        socket.cut();
    }

    /** Handles the end of the client's side. The last line may lack its line end. */
    private void inputEnded() {
        if (gone.get()) {
            socket.cut();
            return;
        }
        byte[] rest = lines.rest();
        if (rest.length > 0) {
            receive(rest);
        }
        ignoring = true;
        socket.inputEnded();
        protocol.inputEnded();
    }

    private void take(ByteBuffer arrived) {
        if (beforeFirstByte && arrived.get(0) == TLS) {
            socket.cut();
        }
        beforeFirstByte = false;
        if (ignoring || gone.get()) {
            return;
        }
        try {
            lines.take(arrived, this::receive);
        } catch (Refusal tooLong) {
            ignoring = true;
            protocol.refuse(tooLong, "");
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a line could not be handled", bug);
        }
    }

    private void receive(byte[] line) {
        if (ignoring) {
            return;
        }
        try {
            handle(Utf8.text(line));
        } catch (Refusal badUtf8) {
            protocol.refuseInput(badUtf8);
        }
    }

    private void handle(String line) {
        boolean foreign = beforeFirstLine && HTTP.matcher(line).matches();
        beforeFirstLine = false;
        if (foreign) {
            // A page can make a browser send HTTP here. Its lines must not become messages.
            ignoring = true;
            socket.cut();
        } else if (person == null) {
            protocol.receive(line);
        } else if (line.equals("/json")) {
            switchToProgram();
        } else {
            person.receive(line);
        }
    }

    /** Switches from a person to a program, which is in no room yet. */
    private void switchToProgram() {
        person = null;
        protocol.leaveAll();
        socket.useEncoder(server.forPrograms());
        protocol = begin();
    }

    /** Releases everything when the connection is closed or about to be. */
    private void gone() {
        if (gone.compareAndSet(false, true)) {
            if (person == null) {
                protocol.connectionClosed();
            } else {
                // A person has no token to return to the seat.
                protocol.leaveAll();
            }
            server.remove(this);
        }
    }
}
