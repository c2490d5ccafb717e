package io.roomcast.socketio.engine;

import io.roomcast.channel.http.Response;
import io.roomcast.wire.Json;

/** Why a request is not taken, as clients of Engine.IO know it. */
record HandshakeError(int status, int code, String message) {
    static final HandshakeError UNKNOWN_TRANSPORT = new HandshakeError(400, 0, "Transport unknown");
    static final HandshakeError UNKNOWN_SESSION = new HandshakeError(400, 1, "Session ID unknown");
    static final HandshakeError BAD_METHOD = new HandshakeError(400, 2, "Bad handshake method");
    static final HandshakeError BAD_REQUEST = new HandshakeError(400, 3, "Bad request");
    static final HandshakeError BAD_VERSION = new HandshakeError(400, 5, "Unsupported protocol version");

    /** The rules of this server say no. */
    static HandshakeError forbidden(String message) {
        return new HandshakeError(403, 4, message);
    }

    /** The same words with another status. */
    HandshakeError with(int otherStatus) {
        return new HandshakeError(otherStatus, code, message);
    }

    Response answer() {
        return Response.json(status, "{\"code\":" + code + ",\"message\":" + Json.quote(message) + "}");
    }
}
