package io.roomcast.page;

import io.roomcast.channel.http.Response;
import io.roomcast.wire.JsonBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The servlet that tells a page the server's TCP address, if there is one. It has no host if the server
 * listens on every address of the machine. Never blocks.
 */
@WebServlet("/pages/here.json")
public class ServerInfoServlet extends HttpServlet {
    /** The context attribute that holds the TCP address. */
    public static final String TCP = "roomcast.tcp";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonBuilder here = JsonBuilder.object();
        if (getServletContext().getAttribute(TCP) instanceof InetSocketAddress address) {
            here.put("tcp", tcp -> {
                if (!address.getAddress().isAnyLocalAddress()) {
                    tcp.put("host", address.getHostString());
                }
                tcp.put("port", address.getPort());
            });
        }
        Response.json(200, here.end() + "\n").writeTo(response);
    }
}
