package io.roomcast.program;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A stage that is handed to a program. Its dependents run on the programs' threads, never on the thread that completes
 * it, and a program that joins it can be interrupted.
 */
final class ProgramStage<T> extends CompletableFuture<T> {
    private final Executor threads;

    private ProgramStage(Executor threads) {
        this.threads = threads;
    }

    /** Returns a copy of this stage that is completed on {@code completing}. */
    static <T> CompletionStage<T> of(CompletionStage<T> stage, Executor completing, Executor threads) {
        ProgramStage<T> promise = new ProgramStage<>(threads);
        stage.whenCompleteAsync(
                (result, failure) -> {
                    if (failure == null) {
                        promise.complete(result);
                    } else {
                        promise.completeExceptionally(failure);
                    }
                },
                completing);
        return promise;
    }

    /** Ends when the thread is interrupted, unlike that of other futures: a program's time is limited. */
    @Override
    public T join() {
        try {
            return get();
        } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
            throw new CompletionException(late);
        } catch (ExecutionException failure) {
            throw new CompletionException(failure.getCause());
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new ProgramStage<>(threads);
    }

    @Override
    public Executor defaultExecutor() {
        return threads;
    }

    @Override
    public CompletionStage<T> minimalCompletionStage() {
        return copy();
    }

    @Override
    public <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> next) {
        return thenApplyAsync(next);
    }

    @Override
    public CompletableFuture<Void> thenAccept(Consumer<? super T> next) {
        return thenAcceptAsync(next);
    }

    @Override
    public CompletableFuture<Void> thenRun(Runnable next) {
        return thenRunAsync(next);
    }

    @Override
    public <U, V> CompletableFuture<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> next) {
        return thenCombineAsync(other, next);
    }

    @Override
    public <U> CompletableFuture<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> next) {
        return thenAcceptBothAsync(other, next);
    }

    @Override
    public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable next) {
        return runAfterBothAsync(other, next);
    }

    @Override
    public <U> CompletableFuture<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> next) {
        return applyToEitherAsync(other, next);
    }

    @Override
    public CompletableFuture<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> next) {
        return acceptEitherAsync(other, next);
    }

    @Override
    public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable next) {
        return runAfterEitherAsync(other, next);
    }

    @Override
    public <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> next) {
        return thenComposeAsync(next);
    }

    @Override
    public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> next) {
        return handleAsync(next);
    }

    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> next) {
        return whenCompleteAsync(next);
    }

    @Override
    public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> next) {
        return exceptionallyAsync(next);
    }

    @Override
    public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> next) {
        return exceptionallyComposeAsync(next);
    }
}
