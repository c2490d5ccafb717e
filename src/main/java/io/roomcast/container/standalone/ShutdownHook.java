package io.roomcast.container.standalone;

import java.time.Duration;

/**
 * Ends the server when the process is asked to. Having done what was asked is a success, so the exit code is 0, and no
 * work that hangs holds it up for longer than the patience.
 */
final class ShutdownHook extends Thread {
    private static final Duration PATIENCE = Duration.ofMillis(4_500);

    private final Runnable stop;
    private final Runnable removeFiles;

    ShutdownHook(Runnable stop, Runnable removeFiles) {
        super("roomcast-ending");
        this.stop = stop;
        this.removeFiles = removeFiles;
    }

    @Override
    public void run() {
        Thread stopping = new Thread(stop, "roomcast-stopping");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            interrupt();
        }
        removeFiles.run();
        Runtime.getRuntime().halt(0);
    }
}
