package io.roomcast.socketio.engine;

import io.roomcast.channel.http.HttpExchange;
import io.roomcast.channel.http.Response;
import io.roomcast.room.budget.Account;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.Frame;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A polling request, GET or POST, and its response. Any thread. */
final class EngineExchange extends HttpExchange {
    private static final Map<String, String> NOT_KEPT = Map.of("Cache-Control", "no-store");
    private static final Response OK = new Response(200, NOT_KEPT, Optional.of("ok".getBytes(StandardCharsets.UTF_8)))
            .with("Content-Type", "text/html");

    private volatile Runnable ifBroken = () -> {};

    /** Starts asynchronous processing; called on the container's thread. */
    EngineExchange(HttpServletRequest request, HttpServletResponse response, EngineSessions engines)
            throws IOException {
        super(request, response, engines.ingress(), engines.settings().stall(), engines.quirks());
    }

    /** Counts the request until it has ended, or refuses it. */
    boolean isAdmitted() {
        boolean admitted = account().connect(Account.REQUEST);
        if (!admitted) {
            refuse(HandshakeError.BAD_REQUEST.with(Code.TOO_MANY.status()));
        }
        return admitted;
    }

    /** Answers a GET with packets, and runs {@code written} when they are sent. */
    void answer(EngineCodec codec, List<EnginePacket> packets, Runnable written) {
        Frame payload = codec.payload(packets);
        byte[] body = payload instanceof Frame.Text text
                ? text.text().getBytes(StandardCharsets.UTF_8)
                : ((Frame.Binary) payload).bytes();
        String type = payload instanceof Frame.Text ? "text/plain; charset=UTF-8" : "application/octet-stream";
        answer(new Response(200, NOT_KEPT, Optional.of(body)).with("Content-Type", type), written);
    }

    /** Answers a POST that was accepted. */
    void ok() {
        answer(OK);
    }

    void refuse(HandshakeError error) {
        answer(error.answer());
    }

    @Override
    public void refuse(Refusal refusal) {
        boolean known = Set.of(Code.TOO_LARGE, Code.IDLE, Code.TOO_MANY).contains(refusal.code());
        refuse(HandshakeError.BAD_REQUEST.with(known ? refusal.code().status() : 400));
    }

    /** Sets the task to run, once or more often, if the connection fails. */
    void ifBroken(Runnable task) {
        ifBroken = task;
    }

    @Override
    protected void broken() {
        ifBroken.run();
    }

    @Override
    protected void stopping() {
        refuse(HandshakeError.UNKNOWN_SESSION);
    }
}
