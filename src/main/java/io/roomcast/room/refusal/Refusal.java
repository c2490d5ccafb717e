package io.roomcast.room.refusal;

import java.util.concurrent.CompletionException;

/** A refused request, with a code and a sentence. It is an outcome: no stack trace, and never logged as an error. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    public Refusal(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    /** Returns the refusal inside a failed stage; any other failure means that the outcome is unknown. */
    public static Refusal of(Throwable failure) {
        return rootOf(failure) instanceof Refusal refusal
                ? refusal
                : new Refusal(Code.UNAVAILABLE, "the store did not answer; send it again with the same id");
    }

    /** Whether a stage failed with a refusal. */
    public static boolean isIn(Throwable failure) {
        return rootOf(failure) instanceof Refusal;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
