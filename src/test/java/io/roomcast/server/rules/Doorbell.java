package io.roomcast.server.rules;

import jakarta.servlet.annotation.WebInitParam;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A deployer's own servlet beside the rooms. */
@WebServlet(urlPatterns = "/door/bell", initParams = @WebInitParam(name = "sound", value = "ding dong"))
public class Doorbell extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(getInitParameter("sound"));
    }
}
