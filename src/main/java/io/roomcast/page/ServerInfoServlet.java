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
 * The servlet that tells a page the server's TCP address, if there is one. It has no host if the server
 * listens on every address of the machine. Never blocks.
 */
@WebServlet("/pages/here.json")
public class ServerInfoServlet extends HttpServlet {
    /** The context attribute that holds the TCP address. */
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
