package io.roomcast.socketio.client;

/** A client that people have, with its version. */
public enum Make {
    JAVASCRIPT_4_8("4.8"),
    /** Knows nothing of recovery, and hands the offsets to listeners. */
    JAVASCRIPT_4_0("4.0"),
    /** Speaks Engine.IO 3. */
    JAVASCRIPT_2_5("2.5"),
    /** The newest there is in Java, with the abilities of 4.0. */
    JAVA("java");

    private final String version;

    Make(String version) {
        this.version = version;
    }

    String version() {
        return version;
    }

    public boolean recovers() {
        return this == JAVASCRIPT_4_8;
    }

    /** Whether it says who it is, and each event ends with its offset. */
    public boolean speaksProtocol5() {
        return this != JAVASCRIPT_2_5;
    }
}
