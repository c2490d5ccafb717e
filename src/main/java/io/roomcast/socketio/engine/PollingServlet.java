package io.roomcast.socketio.engine;

import io.roomcast.channel.http.RequestBody;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.Frame;
import io.roomcast.wire.CurrentVisitor;
import io.roomcast.wire.QueryString;
import io.roomcast.wire.Utf8;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The servlet for polling: handshakes, polls and POSTs. Called on the container's threads. */
@WebServlet(urlPatterns = "/socket.io/*", asyncSupported = true)
public class PollingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient EngineSessions engines;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Optional.ofNullable(request.getPathInfo()).orElse("/").length() > 1) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Optional<HandshakeError> objection;
        QueryString query = QueryString.parse("");
        try {
            query = QueryString.parse(
                    Optional.ofNullable(request.getQueryString()).orElse(""));
            objection = engines.objection(request.getMethod(), query, false);
        } catch (Refusal badQuery) {
            objection = Optional.of(HandshakeError.BAD_REQUEST);
        }
        if (objection.isPresent()) {
            objection.get().answer().writeTo(response);
        } else {
            serve(request, response, query);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, QueryString query) throws IOException {
        Optional<EngineSession> known = engines.find(query);
        if (known.isEmpty()) {
            open(request, response, query);
        } else if (request.getMethod().equals("GET")) {
            poll(exchange(request, response), known.get());
        } else if (request.getMethod().equals("POST")) {
            post(exchange(request, response), known.get());
        } else {
            HandshakeError.BAD_METHOD.answer().writeTo(response);
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response, QueryString query) throws IOException {
        EngineSession session;
        try {
            session = engines.open(CurrentVisitor.get().orElse(Visitor.ANYBODY), query);
        } catch (Refusal tooMany) {
            HandshakeError.forbidden(tooMany.getMessage()).answer().writeTo(response);
            return;
        }
        EngineExchange exchange = exchange(request, response);
        engines.begin(session, false);
        poll(exchange, session);
    }

    private EngineExchange exchange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return new EngineExchange(request, response, engines);
    }

    private static void poll(EngineExchange exchange, EngineSession session) {
        if (exchange.isAdmitted()) {
            session.poll(exchange);
        }
    }

    private void post(EngineExchange exchange, EngineSession session) {
        if (!exchange.isAdmitted()) {
            return;
        }
        if (!session.beginPost(exchange)) {
            exchange.refuse(HandshakeError.BAD_REQUEST);
            return;
        }
        exchange.whenOver(session::endPost);
        try {
            EngineSettings settings = engines.settings();
            RequestBody.read(
                    exchange, settings.payload(), settings.patience(), body -> posted(exchange, session, body));
        } catch (Refusal tooLarge) {
            exchange.refuse(tooLarge);
        }
    }

    private static void posted(EngineExchange exchange, EngineSession session, byte[] body) {
        EngineCodec codec = session.codec();
        boolean bytes = exchange.header("Content-Type")
                .filter(type -> type.startsWith("application/octet-stream"))
                .isPresent();
        boolean good;
        try {
            Frame frame = bytes ? new Frame.Binary(body) : new Frame.Text(Utf8.text(body));
            good = session.posted(codec.packets(frame, session.mostPackets()));
        } catch (Refusal badUtf8) {
            session.invalidPacket();
            good = false;
        }
        if (good) {
            exchange.ok();
        } else {
            exchange.refuse(new Refusal(Code.BAD_COMMAND, "the body is not a valid payload"));
        }
    }
}
