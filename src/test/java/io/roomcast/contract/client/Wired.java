package io.roomcast.contract.client;

import io.roomcast.kit.Line;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The common part of the clients of all transports: a cable, an ear and a position. */
abstract class Wired implements Client {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Cable cable;
    private final Entering entering;
    private final Standing standing = new Standing();
    private final Deque<Line> unheard = new ArrayDeque<>();
    private final List<Line> heard = new ArrayList<>();
    private final CompletableFuture<Line> welcome = new CompletableFuture<>();
    private volatile boolean over;

    Wired(URI server, Entering entering) {
        this.cable = new Cable(server);
        this.entering = entering;
    }

    /** A line came. After a cut nothing comes any more. */
    final synchronized void came(String text) {
        Line line = Line.of(text);
        if (over) {
            return;
        }
        if (line.room().isEmpty() || line.room().equals(room())) {
            standing.heard(line);
        }
        if (line.is("welcome")) {
            welcome.complete(line);
        }
        heard.add(line);
        unheard.add(line);
        notifyAll();
    }

    final synchronized void ended() {
        over = true;
        notifyAll();
        welcome.completeExceptionally(new IllegalStateException("it ended before a welcome"));
    }

    /** The server refused, by a status or a close code. */
    final synchronized void refused(int status) {
        List<Line> errors = heard.stream().filter(line -> line.is("error")).toList();
        String said = errors.isEmpty() ? "" : errors.get(errors.size() - 1).text();
        welcome.completeExceptionally(new Refused(status, said));
        over = true;
        notifyAll();
    }

    final Line awaitWelcome() {
        try {
            return welcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw new AssertionError(this + " was not welcomed", e.getCause());
        } catch (Exception e) {
            throw new AssertionError(this + " waited in vain for a welcome", e);
        }
    }

    final boolean isWelcome() {
        return welcome.isDone();
    }

    final Entering entering() {
        return entering;
    }

    final Standing standing() {
        return standing;
    }

    final URI base() {
        return cable.base();
    }

    @Override
    public Line welcome() {
        return welcome.join();
    }

    @Override
    public Optional<Line> hear(Duration patience) {
        return take(line -> true, patience);
    }

    @Override
    public Line next(Predicate<Line> wanted) {
        return take(wanted, PATIENCE)
                .orElseThrow(() -> new AssertionError(this + " waited in vain; it heard " + heard()));
    }

    private synchronized Optional<Line> take(Predicate<Line> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Optional<Line> line = unheard.stream().filter(wanted).findFirst();
        try {
            for (long left = patience.toMillis(); line.isEmpty() && !over && left > 0; left = millisTo(end)) {
                wait(left);
                line = unheard.stream().filter(wanted).findFirst();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        line.ifPresent(unheard::removeFirstOccurrence);
        return line;
    }

    private static long millisTo(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }

    @Override
    public synchronized List<Line> heard() {
        return List.copyOf(heard);
    }

    @Override
    public String room() {
        return entering.room();
    }

    @Override
    public String position() {
        return standing.position();
    }

    @Override
    public String token() {
        return welcome().body().getString("token");
    }

    @Override
    public String id() {
        return welcome().body().getJsonObject("me").getString("id");
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public Cable cable() {
        return cable;
    }

    @Override
    public void cut(Cut how) {
        over = true;
        cable.cut(how);
    }

    @Override
    public void close() {
        over = true;
        cable.close();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " in " + room();
    }
}
