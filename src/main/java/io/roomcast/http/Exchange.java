package io.roomcast.http;

import io.roomcast.room.Room;
import io.roomcast.room.Time;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.Query;
import io.roomcast.wire.Reception;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
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
final class Exchange implements AsyncListener {
    /** How long a container that lost a connection may take to say so before the request is ended without it. */
    private static final Duration CLEARING_UP = Duration.ofSeconds(2);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Reception reception;
    private final HttpSettings settings;
    private final Query query;
    private final Target target;
    private final boolean head;
    private final boolean eventStream;
    private final Visitor visitor;
    private final AsyncContext async;
    private final Loan loan = new Loan();
    private final Outflow outflow;
    private final AtomicBoolean answered = new AtomicBoolean();
    private Optional<Runnable> whenOver = Optional.empty();
    private boolean over;

    /** Called on the container's thread; from then on the answer may be given at any time. */
    Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            Target target,
            Reception reception,
            HttpSettings settings)
            throws IOException {
        this.request = request;
        this.response = response;
        this.target = target;
        this.reception = reception;
        this.settings = settings;
        this.query = Query.parse(Optional.ofNullable(request.getQueryString()));
        this.head = request.getMethod().equals("HEAD");
        this.eventStream = request.getMethod().equals("GET") && accepts(EventStream.TYPE);
        this.visitor = Gate.visitor(request);
        this.async = request.startAsync();
        this.async.setTimeout(0);
        this.async.addListener(this);
        this.outflow = new Outflow(response.getOutputStream(), loan, this::lost);
        response.getOutputStream().setWriteListener(outflow);
    }

    HttpServletRequest request() {
        return request;
    }

    Target target() {
        return target;
    }

    /** The room that this is about. */
    Room room() {
        return reception.room(visitor, target.name());
    }

    Query query() {
        return query;
    }

    /** How many things the answer may have: as many as are asked for, within bounds. */
    int limit(int standard) {
        int limit = Math.min(query.count("limit").orElse(standard), settings.largestPage());
        if (limit == 0) {
            throw new Refusal(Code.BAD_COMMAND, "limit is at least 1");
        }
        return limit;
    }

    Visitor visitor() {
        return visitor;
    }

    boolean isHead() {
        return head;
    }

    /** Whether the client wants Server-Sent Events. */
    boolean isEventStream() {
        return eventStream;
    }

    boolean accepts(String type) {
        return header("Accept").filter(accepted -> accepted.contains(type)).isPresent();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name)).filter(value -> !value.isEmpty());
    }

    /** The token that the client sent, where a token belongs. */
    Optional<String> token() {
        return header("Roomcast-Token").or(() -> query.text("token"));
    }

    /** Gives the whole answer, unless there is one already. */
    void answer(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        over();
        touch(() -> answer.begin(response));
        finish(head ? new byte[0] : answer.body().orElseThrow());
    }

    /** Answers that it will not be, by whatever way the client understands. */
    void refuse(Refusal refusal) {
        boolean wait = eventStream && Answer.isPassing(refusal.code());
        answer(
                wait
                        ? EventStream.comeBack(reception.lines(), refusal, target.room(), settings.retry())
                        : Answer.refusal(reception.lines(), refusal, "", target.room(), settings.retry()));
    }

    /** Begins a stream, or goes on with it; {@code written} is run when the bytes are out. */
    void write(Answer beginning, byte[] bytes, Runnable written) {
        begin(beginning);
        outflow.write(bytes, written);
    }

    /** Ends the stream with these bytes, when what is under way is out. */
    void end(Answer beginning, byte[] bytes) {
        begin(beginning);
        over();
        finish(bytes);
    }

    private void begin(Answer beginning) {
        if (answered.compareAndSet(false, true)) {
            touch(() -> beginning.begin(response));
        }
    }

    /** Does something with what the container lent, if it still is ours. */
    private void touch(Loan.Use use) {
        try {
            loan.use(use);
        } catch (IOException | RuntimeException gone) {
            // A container that has put the request away throws whatever it likes.
            lost();
        }
    }

    private void finish(byte[] bytes) {
        watch(outflow.progress());
        outflow.end(bytes, this::complete);
    }

    /** Gives the connection up when nothing has moved for too long. */
    private void watch(long seen) {
        reception.time().after(settings.stall(), () -> {
            if (outflow.progress() == seen) {
                complete();
            } else if (!loan.isReturned()) {
                watch(outflow.progress());
            }
        });
    }

    /** Runs something once there is no more to do here: the answer is known, or the client is gone. */
    void whenOver(Runnable task) {
        synchronized (this) {
            if (!over) {
                whenOver = Optional.of(task);
                return;
            }
        }
        task.run();
    }

    /** Runs the task after a while on a thread of the container, unless it is over by then. */
    Time.Alarm after(Duration delay, Runnable task) {
        return reception.time().after(delay, () -> touch(() -> async.start(task)));
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
    void complete() {
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
    void lost() {
        over();
        reception.time().after(CLEARING_UP, this::complete);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        loan.end(() -> {});
        over();
    }

    @Override
    public void onError(AsyncEvent event) {
        complete();
    }

    /** We set no time-out: Tomcat ends what waits when it takes the application away, and may do so before we hear of it. */
    @Override
    public void onTimeout(AsyncEvent event) {
        refuse(new Refusal(Code.DRAINING, "the server is about to stop"));
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody dispatches.
    }
}
