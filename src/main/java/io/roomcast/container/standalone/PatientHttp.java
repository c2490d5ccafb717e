package io.roomcast.container.standalone;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 as {@link PatientConnection} serves it. The container's threads call it. */
final class PatientHttp extends Http11NioProtocol {
    /** A stream holds its buffer as long as it lives, and a longer text passes by it. */
    private static final int ANSWER_BUFFER = 1024;

    private final Duration patience;

    PatientHttp(Duration patience) {
        this.patience = patience;
    }

    /** Without a name for JMX, which is off, no connection is entered under one; that would take time and room for each. */
    @Override
    public void init() throws Exception {
        super.init();
        domain = null;
    }

    @Override
    public int getDesiredBufferSize() {
        return ANSWER_BUFFER;
    }

    @Override
    protected Processor createProcessor() {
        return new PatientConnection(this, patience);
    }
}
