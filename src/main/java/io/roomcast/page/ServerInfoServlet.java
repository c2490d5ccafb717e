package io.roomcast.page;

import io.roomcast.channel.http.Response;
import io.roomcast.wire.Json;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says what a page cannot see of its own server: where lines of TCP are taken, if anywhere; without a host where every
 * address of the machine will do. Answers at once on the container's thread.
 */
@WebServlet("/pages/here.json")
public class ServerInfoServlet extends HttpServlet {
    /** The attribute of the application with the address for lines of TCP. */
    public static final String TCP = "roomcast.tcp";

    private static final long serialVersionUID = 1L;

    @Inject
    transient Json json;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> content = new TreeMap<>();
        if (getServletContext().getAttribute(TCP) instanceof InetSocketAddress address) {
            content.put("port", address.getPort());
            if (!address.getAddress().isAnyLocalAddress()) {
                content.put("host", address.getHostString());
            }
        }
        Map<String, Object> here = content.isEmpty() ? Map.of() : Map.of("tcp", content);
        Response.json(200, json.line(here) + "\n").atOnce(response);
    }
}
