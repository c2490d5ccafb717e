package io.roomcast.channel.http;

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
 * One request and its answer, which comes whole or as a stream, later and from any thread. It ends exactly once: when the
 * answer is written, when the client is gone, or when the client has taken nothing for too long.
 */
public abstract class HttpExchange implements AsyncListener {
    /** How long a container that lost a connection may take to say so before the request is ended without it. */
    private static final Duration CLEARING_UP = Duration.ofSeconds(2);

    /**
     * GlassFish and Payara set this, whatever name they are given. After a body that came later than its head their Grizzly
     * listens on, and loses a request that comes before the answered one has ended. So there the answer's last bytes are
     * sent by that end, which never blocks there; on other servers it may.
     */
    private static final boolean GRIZZLY = System.getProperty("com.sun.aas.instanceRoot") != null;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Ingress ingress;
    private final Duration stall;
    private final QueryString query;
    private final boolean head;
    private final Visitor visitor;
    private final AsyncContext async;
    private final AsyncRequest loan = new AsyncRequest();
    private final ResponseWriter writer;
    private final AtomicBoolean answered = new AtomicBoolean();
    private Optional<Runnable> whenOver = Optional.empty();
    private boolean over;

    /**
     * Called on the container's thread; from then on the answer may be given at any time. A client that takes nothing of
     * it for {@code stall} is given up.
     */
    @SuppressWarnings("this-escape")
    protected HttpExchange(HttpServletRequest request, HttpServletResponse response, Ingress ingress, Duration stall)
            throws IOException {
        this.request = request;
        this.response = response;
        this.ingress = ingress;
        this.stall = stall;
        this.query = QueryString.parse(Optional.ofNullable(request.getQueryString()));
        this.head = request.getMethod().equals("HEAD");
        this.visitor = CurrentVisitor.visitor().orElse(Visitor.ANYBODY);
        this.async = request.startAsync();
        this.async.setTimeout(0);
        // Before GlassFish calls a listener it sets the status of the listener's response to 200: this one has no
        // status.
        this.async.addListener(this, request, new ServletResponseWrapper(response));
        int heldBack = GRIZZLY ? response.getBufferSize() : 0;
        this.writer = new ResponseWriter(response.getOutputStream(), loan, heldBack, this::lost);
        response.getOutputStream().setWriteListener(writer);
    }

    /** Answers that it will not be, by whatever way the client understands. */
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

    public final boolean isHead() {
        return head;
    }

    public final boolean accepts(String type) {
        return header("Accept").filter(accepted -> accepted.contains(type)).isPresent();
    }

    public final Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name)).filter(value -> !value.isEmpty());
    }

    /** Gives the whole answer, unless there is one already. */
    public final void answer(Response answer) {
        answer(answer, () -> {});
    }

    /** The same; {@code written} is run when it is out, if it ever is. */
    public final void answer(Response answer, Runnable written) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        over();
        touch(() -> answer.begin(response));
        finish(head ? new byte[0] : answer.body().orElseThrow(), written);
    }

    /** Begins a stream, or goes on with it; {@code written} is run when the bytes are out. */
    public final void write(Response beginning, byte[] bytes, Runnable written) {
        begin(beginning);
        writer.write(bytes, written);
    }

    /** Ends the stream with these bytes, when what is under way is out. */
    public final void end(Response beginning, byte[] bytes) {
        begin(beginning);
        over();
        finish(bytes, () -> {});
    }

    private void begin(Response beginning) {
        if (answered.compareAndSet(false, true)) {
            touch(() -> beginning.begin(response));
        }
    }

    /** Does something with what the container lent, if it still is ours. */
    private void touch(AsyncRequest.Use use) {
        try {
            loan.use(use);
        } catch (IOException | RuntimeException gone) {
            // A container that has put the request away throws whatever it likes.
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

    /** Gives the connection up when nothing has moved for too long. */
    private void watch(long seen) {
        ingress.time().after(stall, () -> {
            if (writer.progress() == seen) {
                complete();
            } else if (!loan.isReturned()) {
                watch(writer.progress());
            }
        });
    }

    /** Runs something once there is no more to do here: the answer is known, or the client is gone. */
    public final void whenOver(Runnable task) {
        synchronized (this) {
            if (!over) {
                whenOver = Optional.of(task);
                return;
            }
        }
        task.run();
    }

    /** Runs the task after a while on a thread of the container, unless it is over by then. */
    public final Time.Alarm after(Duration delay, Runnable task) {
        return ingress.time().after(delay, () -> touch(() -> async.start(task)));
    }

    private void over() {
        Optional<Runnable> task;
        synchronized (this) {
            over = true;
            task = whenOver;
            whenOver = Optional.empty();
        }
        task.ifPresent(Runnable::run);
    }

    /** Ends the request, whatever was written. */
    public final void complete() {
        over();
        loan.end(this::completeAsync);
    }

    private void completeAsync() {
        try {
            async.complete();
        } catch (IllegalStateException alreadyEnded) {
            // The container was faster.
        }
    }

    /** A write failed: the container is about to say so, and only then may the request be ended. */
    final void lost() {
        over();
        broken();
        ingress.time().after(CLEARING_UP, this::complete);
    }

    @Override
    public final void onComplete(AsyncEvent event) {
        loan.takeBack();
        over();
    }

    @Override
    public final void onError(AsyncEvent event) {
        complete();
    }

    /** We set no time-out: Tomcat ends what waits when it takes the application away, and may do so before we hear of it. */
    @Override
    public final void onTimeout(AsyncEvent event) {
        stopping();
        // Another thread may be in the middle of the farewell: without its end Tomcat would answer 500 in its place.
        loan.awaitEnd();
    }

    /** The connection failed, before the answer or in the middle of it. */
    protected void broken() {}

    /** The container takes the application away: the last moment to answer. */
    protected abstract void stopping();

    @Override
    public final void onStartAsync(AsyncEvent event) {
        // Nobody dispatches.
    }
}
