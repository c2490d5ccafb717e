package io.roomcast.channel.http;

import java.io.IOException;

/**
 * What a container lends for one request: the request, its response and its streams. As soon as the request is over the
 * container gives them to the next one, so whoever touches them does it under this lock, and nobody does afterwards. What
 * is done under it never blocks: it is the one place where a lock is held while bytes are handed over.
 */
final class Loan {
    private boolean returned;

    /** Something done with what was lent. */
    @FunctionalInterface
    interface Use {
        void run() throws IOException;
    }

    /** Does it, unless the loan is over; says whether it was done. */
    synchronized boolean use(Use use) throws IOException {
        if (returned) {
            return false;
        }
        use.run();
        return true;
    }

    synchronized boolean isReturned() {
        return returned;
    }

    /** Does a last thing, if nobody did before; afterwards nothing is touched any more. */
    synchronized void end(Runnable last) {
        if (!returned) {
            returned = true;
            last.run();
        }
    }
}
