package io.roomcast.socketio;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The servlet for Socket.IO's browser scripts. All other paths below {@code /socket.io} belong to the protocol. */
@WebServlet(
        urlPatterns = {
            "/socket.io/socket.io.js",
            "/socket.io/socket.io.js.map",
            "/socket.io/socket.io.min.js",
            "/socket.io/socket.io.min.js.map",
            "/socket.io/socket.io.esm.min.js",
            "/socket.io/socket.io.esm.min.js.map",
            "/socket.io/socket.io.msgpack.min.js",
            "/socket.io/socket.io.msgpack.min.js.map"
        })
public class ScriptServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/socket.io/";

    private transient ClientScripts scripts = ClientScripts.in(ScriptServlet.class.getClassLoader());

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getServletPath().substring(FOLDER.length());
        String known = Optional.ofNullable(request.getHeader("If-None-Match")).orElse("");
        scripts.answer(name, known).orElseThrow().writeTo(response);
    }
}
