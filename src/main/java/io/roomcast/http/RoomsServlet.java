package io.roomcast.http;

import io.roomcast.room.Rooms;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** A room as a resource. Answers asynchronously, so that no thread of the container waits. */
@WebServlet(urlPatterns = "/rooms/*", asyncSupported = true)
public class RoomsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private transient Jsonb json;

    @Inject
    private transient Rooms rooms;

    @Override
    public void init() {
        json = JsonbBuilder.create();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        String room = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
        AsyncContext answer = request.startAsync();
        answer.start(() -> answer(answer, response, room));
    }

    private void answer(AsyncContext answer, HttpServletResponse response, String room) {
        try {
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(json.toJson(Map.of("room", room, "life", rooms.life())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            answer.complete();
        }
    }
}
