package io.roomcast.container.standalone;

import io.roomcast.container.quirks.TomcatQuirks;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;

/**
 * A request that is over once it is answered, whether or not its body has arrived. Tomcat would read the rest of the body on
 * one of its few threads, as slowly as the client sends it. If the body is here already, it is skipped and the connection
 * serves the next request; if not, {@link PatientConnection} ends the connection.
 */
final class AnsweredRequest extends Request {
    /** Where a request of Tomcat's core keeps its {@link PatientConnection}. */
    static final int CONNECTION = 30;

    AnsweredRequest(Connector connector) {
        super(connector);
    }

    @Override
    public Object getAttribute(String name) {
        return name.equals(TomcatQuirks.LARGE_BUFFERS)
                        && coyoteRequest.getNote(CONNECTION) instanceof PatientConnection connection
                ? (Runnable) connection::enlargeBuffers
                : super.getAttribute(name);
    }

    @Override
    public void finishRequest() throws IOException {
        if (!isBodyHere()) {
            // Before Tomcat makes an error of it.
            getResponse().finishResponse();
            coyoteRequest.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
        super.finishRequest();
    }

    private boolean isBodyHere() {
        AtomicBoolean read = new AtomicBoolean();
        coyoteRequest.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        if (read.get()) {
            return true;
        }
        coyoteRequest.action(ActionCode.AVAILABLE, true);
        long left = coyoteRequest.getContentLengthLong() - coyoteRequest.getBytesRead();
        return left >= 0 && coyoteRequest.getAvailable() >= left;
    }
}
