package io.roomcast.container.quirks;

import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Private fields of a container, which other versions of it may not have. Any thread. */
final class PrivateFields {
    private static final System.Logger LOG = System.getLogger(PrivateFields.class.getName());

    private PrivateFields() {}

    /** Looks for the way to a container's sockets once. Without it the log says so. */
    static <W> Optional<W> wayToSockets(String container, Callable<W> look) {
        try {
            return Optional.of(look.call());
        } catch (Exception | LinkageError other) {
            LOG.log(Level.WARNING, "WebSockets are slower: this " + container + " hides their sockets: " + other);
            return Optional.empty();
        }
    }

    static Field opened(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Returns the first field of this type: its name differs between containers that share a class. */
    static Field ofType(Class<?> owner, Class<?> type) throws NoSuchFieldException {
        Field field = Arrays.stream(owner.getDeclaredFields())
                .filter(one -> one.getType() == type)
                .findFirst()
                .orElseThrow(() -> new NoSuchFieldException(owner.getName() + " has no " + type.getName()));
        field.setAccessible(true);
        return field;
    }

    static Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException opened) {
            throw new IllegalStateException(opened);
        }
    }

    static void write(Field field, Object owner, Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException opened) {
            throw new IllegalStateException(opened);
        }
    }
}
