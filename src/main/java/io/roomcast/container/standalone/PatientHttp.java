package io.roomcast.container.standalone;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 whose patience with the head of a request is bounded as a whole. Tomcat itself bounds only the time between two
 * bytes, so that a handshake could last for hours. The container's threads call it.
 */
final class PatientHttp extends Http11NioProtocol {
    private final long patience;

    /** A head that takes longer ends its connection. */
    PatientHttp(Duration head) {
        patience = head.toNanos();
        ConnectionHandler<NioChannel> handler = new ConnectionHandler<>(this) {
            @Override
            public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
                SocketState state = super.process(connection, event);
                return state == SocketState.LONG && isLate(connection) ? SocketState.CLOSED : state;
            }
        };
        setHandler(handler);
        getEndpoint().setHandler(handler);
    }

    /** Asked where there is more to come: of an exchange or an upgraded connection, or of the head that is meant here. */
    private boolean isLate(SocketWrapperBase<NioChannel> connection) {
        return connection.getCurrentProcessor() instanceof Processor processor
                && !processor.isAsync()
                && !processor.isUpgrade()
                && System.nanoTime() - processor.getRequest().getStartTimeNanos() > patience;
    }
}
