package io.roomcast.page;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import io.roomcast.channel.http.Response;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.CurrentVisitor;
import io.roomcast.wire.Ingress;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The servlet that draws a URL as a QR code for phones. The page sends the text, because only it knows its own URL.
 * Never blocks.
 */
@WebServlet("/pages/qr.svg")
public class QrServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Phones cannot read a longer text from a wall. */
    private static final int LONGEST = 500;

    /** How many joins of an address a picture takes: it costs much more than one. */
    private static final int JOINS = 20;

    /** The empty margin that readers need. */
    private static final int MARGIN = 4;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "image/svg+xml",
            "Cache-Control", "private, max-age=86400",
            "X-Content-Type-Options", "nosniff");

    @Inject
    transient Ingress ingress;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Response answer;
        try {
            String address = CurrentVisitor.get().orElse(Visitor.ANYBODY).address();
            ingress.joins().take(address, JOINS);
            String text = Optional.ofNullable(request.getParameter("text")).orElse("");
            answer = new Response(200, HEADERS, Optional.of(picture(text).getBytes(StandardCharsets.UTF_8)));
        } catch (Refusal refusal) {
            answer = Response.refusal(ingress.lines(), refusal, "", "", Duration.ZERO);
        }
        answer.writeTo(response);
    }

    private static String picture(String text) {
        if (text.isEmpty()) {
            throw new Refusal(Code.BAD_COMMAND, "set the parameter text to the text of the QR code");
        }
        if (text.length() > LONGEST) {
            throw new Refusal(Code.TOO_LARGE, "a QR code may have at most " + LONGEST + " characters");
        }
        try {
            return svg(QrCode.encodeText(text, QrCode.Ecc.MEDIUM));
        } catch (DataTooLongException tooLong) {
            throw new Refusal(Code.TOO_LARGE, "the text is too long for a QR code");
        }
    }

    private static String svg(QrCode code) {
        int side = code.size + 2 * MARGIN;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(' ')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side
                + "H0z\"/><path d=\"" + path + "\"/></svg>\n";
    }
}
