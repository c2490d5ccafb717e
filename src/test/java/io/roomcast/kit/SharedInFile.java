package io.roomcast.kit;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Keeps a server, or the like, for all tests of one file, nested classes as well; closes it behind the last of them. Any
 * thread.
 */
public final class SharedInFile {
    private static final Namespace HERE = Namespace.create(SharedInFile.class);

    private SharedInFile() {}

    /** Returns what is kept under a key, made by {@code start} if there is none. */
    public static <S extends AutoCloseable> S of(ExtensionContext test, Object key, Class<S> type, Supplier<S> start) {
        return outermost(test).getStore(HERE).getOrComputeIfAbsent(key, same -> start.get(), type);
    }

    private static ExtensionContext outermost(ExtensionContext test) {
        ExtensionContext found = test;
        while (found.getParent().filter(one -> one.getTestClass().isPresent()).isPresent()) {
            found = found.getParent().get();
        }
        return found;
    }
}
