package io.roomcast.channel.http;

import io.roomcast.channel.Quirks;
import io.roomcast.room.budget.Account;
import io.roomcast.room.budget.Holding;
import io.roomcast.room.budget.Use;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.CurrentVisitor;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.QueryString;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An asynchronous request and its response, which any thread may write later, whole or as a stream. It ends exactly
 * once: when the response is written, when the client is gone, or when the client has read nothing for too long.
 */
public abstract class HttpExchange implements AsyncListener {
    /** How long a container may take to report a lost connection before the request is ended without it. */
    private static final Duration CLEARING_UP = Duration.ofSeconds(2);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Ingress ingress;
    private final Duration stall;
    private final QueryString query;
    private final boolean head;
    private final Visitor visitor;
    private final Account account;
    private final Holding held;
    private final AsyncContext async;
    private final AsyncRequest borrowed = new AsyncRequest();
    private final ResponseWriter writer;
    private final AtomicBoolean answered = new AtomicBoolean();
    private Runnable whenOver = () -> {};
    private boolean over;
    private volatile Time.Alarm unread = () -> {};

    /**
     * Starts asynchronous processing; called on the container's thread. A client that reads nothing of the response for
     * {@code stall} is cut off.
     */
    @SuppressWarnings("this-escape")
    protected HttpExchange(
            HttpServletRequest request, HttpServletResponse response, Ingress ingress, Duration stall, Quirks quirks)
            throws IOException {
        this.request = request;
        this.response = response;
        this.ingress = ingress;
        this.stall = stall;
        this.query =
                QueryString.parse(Optional.ofNullable(request.getQueryString()).orElse(""));
        this.head = request.getMethod().equals("HEAD");
        this.visitor = CurrentVisitor.get().orElse(Visitor.ANYBODY);
        this.account = ingress.account(visitor);
        this.held = account.holding(Use.ANSWERS);
        this.async = request.startAsync();
        this.async.setTimeout(0);
        // A container may set the status of the listener's response before it calls the listener. A wrapper ignores
        // that.
        this.async.addListener(this, request, new ServletResponseWrapper(response));
        this.writer = new ResponseWriter(request, response, borrowed, quirks, this::lost);
        response.getOutputStream().setWriteListener(writer);
    }

    /** Answers with a refusal, in the format that the client expects. */
    public abstract void refuse(Refusal refusal);

    public final HttpServletRequest request() {
        return request;
    }

    public final QueryString query() {
        return query;
    }

    public final Visitor visitor() {
        return visitor;
    }

    /** Returns the account on which all of this request is held; it is closed when the request ends. */
    public final Account account() {
        return account;
    }

    /** Notes that so many bytes of the response wait for the client; false if that is too much. */
    public final boolean holds(long bytes) {
        return held.holds(bytes);
    }

    public final boolean isHead() {
        return head;
    }

    public final boolean accepts(String type) {
        return header("Accept").filter(accepted -> accepted.contains(type)).isPresent();
    }

    public final Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name)).filter(value -> !value.isEmpty());
    }

    /** Sends a whole response, unless there is one already. If no memory is left for it, it is refused. */
    public final void answer(Response answer) {
        if (answered.get() || head || holds(answer.body().orElseThrow().length)) {
            answer(answer, () -> {});
        } else {
            refuse(Account.refusal());
        }
    }

    /** Sends a whole response, unless there is one already, and runs {@code written} if it was sent. */
    public final void answer(Response answer, Runnable written) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        over();
        touch(() -> answer.writeHead(response));
        finish(head ? new byte[0] : answer.body().orElseThrow(), written);
    }

    /** Begins or continues a stream, and runs {@code written} when the bytes are sent. */
    public final void write(Response beginning, byte[] bytes, Runnable written) {
        begin(beginning);
        writer.write(bytes, written);
    }

    /** Ends the stream with these bytes, after the write under way. */
    public final void end(Response beginning, byte[] bytes) {
        begin(beginning);
        over();
        finish(bytes, () -> {});
    }

    private void begin(Response beginning) {
        if (answered.compareAndSet(false, true)) {
            touch(() -> beginning.writeHead(response));
        }
    }

    /** Uses the container's objects, unless it has taken them back. */
    private void touch(AsyncRequest.Use use) {
        try {
            borrowed.use(use);
        } catch (IOException | RuntimeException gone) {
            // A container that has recycled the request may throw anything.
            lost();
        }
    }

    private void finish(byte[] bytes, Runnable written) {
        watch(writer.progress());
        writer.end(bytes, () -> {
            complete();
            written.run();
        });
    }

    /** Ends the request when the client has read nothing for too long. */
    private void watch(long seen) {
        unread = ingress.time().after(stall, () -> {
            if (writer.progress() == seen) {
                complete();
            } else if (!borrowed.isReturned()) {
                watch(writer.progress());
            }
        });
        if (borrowed.isReturned()) {
            unread.off();
        }
    }

    /** Runs the task when the response is decided or the client is gone. */
    public final void whenOver(Runnable task) {
        synchronized (this) {
            if (!over) {
                whenOver = task;
                return;
            }
        }
        task.run();
    }

    /** Runs the task after a delay on a thread of the container, unless the request has ended by then. */
    public final Time.Alarm after(Duration delay, Runnable task) {
        return ingress.time().after(delay, () -> touch(() -> async.start(task)));
    }

    private void over() {
        Runnable task;
        synchronized (this) {
            over = true;
            task = whenOver;
            whenOver = () -> {};
        }
        task.run();
    }

    /** Ends the request, whatever was written. */
    public final void complete() {
        over();
        borrowed.end(this::completeAsync);
    }

    private void completeAsync() {
        unread.off();
        ended();
        account.close();
        try {
            async.complete();
        } catch (IllegalStateException alreadyEnded) {
            // The container was faster.
        }
    }

    /** Handles a failed write. The container is about to report it, and the request may be ended only after that. */
    final void lost() {
        over();
        broken();
        ingress.time().after(CLEARING_UP, this::complete);
    }

    @Override
    public final void onComplete(AsyncEvent event) {
        borrowed.takeBack();
        unread.off();
        over();
        ended();
        account.close();
    }

    @Override
    public final void onError(AsyncEvent event) {
        complete();
    }

    /** We set no timeout, so a container that calls this is stopping the application, maybe before we drain. */
    @Override
    public final void onTimeout(AsyncEvent event) {
        stopping();
        // Another thread may be writing the farewell. If that has not ended when this returns, the container answers
        // 500.
        borrowed.awaitEnd();
    }

    /** Called when the request ends, once or more often. */
    protected void ended() {}

    /** Called when the connection failed, before or during the response. */
    protected void broken() {}

    /** Called when the container stops the application. This is the last chance to answer. */
    protected abstract void stopping();

    @Override
    public final void onStartAsync(AsyncEvent event) {
        // The request is never dispatched again.
    }
}
