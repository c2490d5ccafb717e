package io.roomcast.program;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An observer method of a program and its qualifiers. Logs its failures, each kind only once as an error. */
final class Observer {
    private static final System.Logger LOG = System.getLogger(Observer.class.getName());
    private static final Set<Class<? extends Annotation>> KNOWN =
            Set.of(InRoom.class, OfType.class, Any.class, Default.class);

    private static final int MOST_REPORTED = 100;

    private final ObserverMethod<?> method;
    private final String room; // null for any
    private final String type; // null for any
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    Observer(ObserverMethod<?> method) {
        this.method = method;
        this.room = qualifier(method, InRoom.class).map(InRoom::value).orElse(null);
        this.type = qualifier(method, OfType.class).map(OfType::value).orElse(null);
    }

    private static <Q extends Annotation> Optional<Q> qualifier(ObserverMethod<?> method, Class<Q> sort) {
        return method.getObservedQualifiers().stream()
                .filter(sort::isInstance)
                .map(sort::cast)
                .findFirst();
    }

    /** Whether its qualifiers match no event. */
    boolean isDeaf() {
        boolean unknown = method.getObservedQualifiers().stream()
                .anyMatch(qualifier -> !KNOWN.contains(qualifier.annotationType()));
        return unknown || (type != null && !observes(Received.class)) || (room != null && observes(Started.class));
    }

    boolean observes(Class<?> event) {
        return method.getObservedType().equals(event);
    }

    boolean isIn(String name) {
        return room == null || room.equals(name);
    }

    boolean isOf(String name) {
        return type == null || type.equals(name);
    }

    boolean isOnlooker() {
        return method.isAsync();
    }

    /** Returns the package of the program. */
    String home() {
        return method.getBeanClass().getPackageName();
    }

    int priority() {
        return method.getPriority();
    }

    <T> void tell(T event) {
        @SuppressWarnings("unchecked")
        ObserverMethod<T> typed = (ObserverMethod<T>) method;
        typed.notify(new Occasion<>(event, method));
    }

    /** Logs a failure with its stack, once for each place that throws. */
    void report(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        String place = failure.getClass().getName() + (stack.length == 0 ? "" : stack[0]);
        boolean isNew = reported.size() < MOST_REPORTED && reported.add(place);
        LOG.log(
                isNew ? Level.ERROR : Level.DEBUG,
                "the program " + this + " failed; other programs are not affected",
                failure);
    }

    /** Logs where the method hangs, by its stack. */
    void reportHanging(StackTraceElement[] stack) {
        if (reported.add("hanging")) {
            IllegalStateException where = new IllegalStateException("the program was here");
            where.setStackTrace(stack);
            LOG.log(Level.ERROR, "the program " + this + " took too long and was interrupted", where);
        }
    }

    @Override
    public String toString() {
        Class<?> type = method.getBeanClass();
        return type.getName() + "(" + method.getObservedType().getTypeName().replace("io.roomcast.program.", "") + ")";
    }

    /** An event as CDI's observer API takes it. */
    private record Occasion<T>(T event, ObserverMethod<?> method) implements EventContext<T>, EventMetadata {

        @Override
        public T getEvent() {
            return event;
        }

        @Override
        public EventMetadata getMetadata() {
            return this;
        }

        @Override
        public Set<Annotation> getQualifiers() {
            return method.getObservedQualifiers();
        }

        @Override
        public InjectionPoint getInjectionPoint() {
            // CDI's contract: null for an event that no bean fired.
            return null;
        }

        @Override
        public Type getType() {
            return event.getClass();
        }
    }
}
