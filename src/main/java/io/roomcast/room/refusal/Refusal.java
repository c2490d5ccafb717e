package io.roomcast.room.refusal;

import java.util.concurrent.CompletionException;

/**
 * What was asked is refused, with a code from the closed list and a sentence for whoever reads it. It is an outcome,
 * not a fault: it carries no stack trace and is never logged as an error.
 */
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

    /** The refusal inside a failed stage; any other failure has an unknown outcome. */
    public static Refusal of(Throwable failure) {
        return rootOf(failure) instanceof Refusal refusal
                ? refusal
                : new Refusal(Code.UNAVAILABLE, "the store did not answer; send it again with the same id");
    }

    /** Whether a stage failed because what was asked was refused, and for no other reason. */
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
