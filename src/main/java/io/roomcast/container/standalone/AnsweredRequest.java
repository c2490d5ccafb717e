package io.roomcast.container.standalone;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;

/**
 * A request whose body nobody waits for once it is answered. Tomcat would read the rest on one of its few threads, as slowly
 * as the client likes to send it. What has come already is passed over, and the connection is good for another request;
 * else {@link PatientConnection} ends it.
 */
final class AnsweredRequest extends Request {
    AnsweredRequest(Connector connector) {
        super(connector);
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
