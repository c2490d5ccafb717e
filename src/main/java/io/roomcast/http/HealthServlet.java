package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.budget.Budget;
import io.roomcast.room.budget.Use;
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
        if (ready) {
            warning().ifPresent(warning -> content.put("warning", warning));
            content.put("budget", this::budget);
        }
        Response.json(trouble.isPresent() ? 503 : 200, content.end() + "\n").writeTo(response);
    }

    private Optional<String> warning() {
        return ingress.rooms().budget().isScarce()
                ? Optional.of("nearly all memory for clients is held, and new ones may be refused")
                : Optional.of(settings.warning()).filter(text -> !text.isEmpty());
    }

    /** Tells how many bytes are held for clients, of how many, and for which purposes. */
    private void budget(JsonBuilder content) {
        Budget budget = ingress.rooms().budget();
        content.put("limit", budget.limit()).put("held", budget.held());
        for (Use use : Use.values()) {
            content.put(use.word(), budget.held(use));
        }
    }
}
