package io.roomcast.container.quirks;

import io.roomcast.channel.Quirks;

/** Open Liberty 26: it ignores the first flush of a response. */
final class LibertyQuirks implements Quirks {
    @Override
    public boolean ignoresFirstFlush() {
        return true;
    }
}
