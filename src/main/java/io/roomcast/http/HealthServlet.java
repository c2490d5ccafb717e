package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonBuilder;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** The health checks: whether the server is alive, and whether it is ready for clients. Never blocks. */
@WebServlet(urlPatterns = {"/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Ingress ingress;

    @Inject
    transient HttpSettings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean ready = request.getServletPath().endsWith("/ready");
        Optional<String> trouble = ready ? ingress.rooms().notReady() : Optional.empty();
        JsonBuilder content = JsonBuilder.object();
        trouble.ifPresent(reason -> content.put("reason", reason));
        content.put("status", trouble.isPresent() ? "not ready" : ready ? "ready" : "live");
        if (ready && !settings.warning().isEmpty()) {
            content.put("warning", settings.warning());
        }
        Response.json(trouble.isPresent() ? 503 : 200, content.end() + "\n").writeTo(response);
    }
}
