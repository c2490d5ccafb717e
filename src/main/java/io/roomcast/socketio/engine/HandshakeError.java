package io.roomcast.socketio.engine;

import io.roomcast.channel.http.Response;
import io.roomcast.wire.JsonBuilder;

/** The refusal of a request, with the codes and messages of Engine.IO. */
record HandshakeError(int status, int code, String message) {
    static final HandshakeError UNKNOWN_TRANSPORT = new HandshakeError(400, 0, "Transport unknown");
    static final HandshakeError UNKNOWN_SESSION = new HandshakeError(400, 1, "Session ID unknown");
    static final HandshakeError BAD_METHOD = new HandshakeError(400, 2, "Bad handshake method");
    static final HandshakeError BAD_REQUEST = new HandshakeError(400, 3, "Bad request");
    static final HandshakeError BAD_VERSION = new HandshakeError(400, 5, "Unsupported protocol version");

    /** Returns a refusal by this server's own rules. */
    static HandshakeError forbidden(String message) {
        return new HandshakeError(403, 4, message);
    }

    /** Returns the same error with another HTTP status. */
    HandshakeError with(int otherStatus) {
        return new HandshakeError(otherStatus, code, message);
    }

    Response answer() {
        return Response.json(
                status,
                JsonBuilder.object().put("code", code).put("message", message).end());
    }
}
