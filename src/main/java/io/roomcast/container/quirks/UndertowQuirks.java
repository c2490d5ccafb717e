package io.roomcast.container.quirks;

import io.roomcast.channel.Quirks;

/**
 * WildFly 39, whose Undertow writes all frames together that were sent while it wrote others. It also loses a message
 * that arrives before its handler is added, and so there is none: annotated methods are right everywhere.
 */
final class UndertowQuirks implements Quirks {
    private static final int ENOUGH = 64;

    @Override
    public int sendsAtOnce() {
        return ENOUGH;
    }
}
