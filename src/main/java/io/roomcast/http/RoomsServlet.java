package io.roomcast.http;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.http.Response;
import io.roomcast.room.budget.Account;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.ConnectionCounter;
import io.roomcast.wire.Ingress;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The servlet for {@code /rooms} and {@code /session}, which dispatches by path and method. Called on the container's threads. */
@WebServlet(
        urlPatterns = {"/rooms/*", "/session"},
        asyncSupported = true)
public class RoomsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(RoomsServlet.class.getName());

    @Inject
    transient Ingress ingress;

    @Inject
    transient HttpSettings settings;

    @Inject
    transient Quirks quirks;

    private transient ConnectionCounter<RoomExchange> counter = new ConnectionCounter<>(1, 0);
    private transient Map<String, Map<String, Consumer<RoomExchange>>> resources = Map.of();

    @Override
    public void init() {
        counter = new ConnectionCounter<>(settings.requestsPerAddress(), Account.REQUEST);
        EventsResource events = new EventsResource(ingress, settings);
        PublishResource publishing = new PublishResource(ingress, settings);
        MembersResource members = new MembersResource(ingress, settings);
        RoomListResource list = new RoomListResource(ingress, settings);
        resources = Map.of(
                "rooms", Map.of("GET", list::list),
                "events", Map.of("GET", events::read, "POST", publishing::publish),
                "members", Map.of("GET", members::list, "POST", members::enter),
                "leave", Map.of("POST", members::leave),
                "session", Map.of("DELETE", members::end));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            RequestTarget target = RequestTarget.of(request);
            Map<String, Consumer<RoomExchange>> methods = methods(target);
            String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
            if (methods.containsKey(method)) {
                RoomExchange exchange = new RoomExchange(request, response, target, ingress, settings, quirks, counter);
                serve(exchange, methods.get(method));
            } else {
                otherMethod(request.getMethod(), methods).writeTo(response);
            }
        } catch (Refusal refusal) {
            refusal(refusal).writeTo(response);
        }
    }

    private Map<String, Consumer<RoomExchange>> methods(RequestTarget target) {
        Map<String, Consumer<RoomExchange>> methods = resources.get(target.resource());
        if (methods == null || target.name().isEmpty() != RequestTarget.isOfNoRoom(target.resource())) {
            throw new Refusal(Code.NOT_FOUND, "there is no such resource");
        }
        return methods;
    }

    private static void serve(RoomExchange exchange, Consumer<RoomExchange> resource) {
        try {
            exchange.admit();
            resource.accept(exchange);
        } catch (Refusal refusal) {
            exchange.refuse(refusal);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a request failed", bug);
            exchange.refuse(Refusal.of(bug));
        }
    }

    private Response otherMethod(String method, Map<String, Consumer<RoomExchange>> methods) {
        TreeSet<String> allowed = new TreeSet<>(methods.keySet());
        allowed.add("OPTIONS");
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String list = String.join(", ", allowed);
        if (method.equals("OPTIONS")) {
            return Response.empty(204).with("Allow", list);
        }
        Response answer = refusal(new Refusal(Code.BAD_COMMAND, "this resource supports only " + list));
        return new Response(405, answer.headers(), answer.body()).with("Allow", list);
    }

    private Response refusal(Refusal refusal) {
        return Response.refusal(ingress.lines(), refusal, "", "", settings.retry());
    }
}
