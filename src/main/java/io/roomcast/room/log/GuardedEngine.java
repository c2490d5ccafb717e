package io.roomcast.room.log;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Any engine, held to the manners of the port: what it throws is a stage that failed, and so is an answer that lacks
 * something. Any thread.
 */
public final class GuardedEngine implements Engine {
    private static final System.Logger LOG = System.getLogger(GuardedEngine.class.getName());

    private final Engine engine;

    public GuardedEngine(Engine engine) {
        this.engine = engine;
    }

    private static <T> CompletionStage<T> guard(Supplier<CompletionStage<T>> call) {
        try {
            return Objects.requireNonNull(call.get(), "the engine gave no stage");
        } catch (RuntimeException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "the engine failed", broken);
        }
    }

    @Override
    public byte[] key() {
        return engine.key();
    }

    @Override
    public CompletionStage<Span> open(String room) {
        return guard(() -> engine.open(room));
    }

    @Override
    public CompletionStage<List<Receipt>> append(List<Draft> drafts) {
        return guard(() -> engine.append(drafts)).thenApply(receipts -> {
            if (receipts.size() != drafts.size()) {
                throw new IllegalStateException(
                        "the engine gave " + receipts.size() + " receipts for " + drafts.size() + " drafts");
            }
            return receipts;
        });
    }

    @Override
    public CompletionStage<Optional<Receipt>> recall(Draft draft) {
        return guard(() -> engine.recall(draft));
    }

    @Override
    public CompletionStage<Slice> read(String room, Start start, String reader, int count, long bytes) {
        return guard(() -> engine.read(room, start, reader, count, bytes));
    }

    @Override
    public void seat(String room, Member member) {
        guard(() -> engine.seat(room, member));
    }

    @Override
    public void free(String room, Member member) {
        guard(() -> engine.free(room, member));
    }

    @Override
    public CompletionStage<Boolean> remembers(String room, Member member) {
        return guard(() -> engine.remembers(room, member));
    }

    @Override
    public CompletionStage<List<Member>> former(String room) {
        return guard(() -> engine.former(room));
    }

    @Override
    public void rest(String room) {
        guard(() -> engine.rest(room));
    }

    @Override
    public CompletionStage<Void> remove(String room) {
        return guard(() -> engine.remove(room));
    }

    @Override
    public CompletionStage<Void> tidy() {
        return guard(engine::tidy);
    }

    @Override
    public Optional<String> trouble() {
        return engine.trouble();
    }

    @Override
    public void close() {
        engine.close();
    }
}
