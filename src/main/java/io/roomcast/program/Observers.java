package io.roomcast.program;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The CDI extension that finds the observer methods of programs. The container creates and calls it at its start. */
public class Observers implements Extension {
    private static final System.Logger LOG = System.getLogger(Observers.class.getName());

    /** In the order of {@code @Priority}. */
    private final List<Observer> found = new CopyOnWriteArrayList<>();

    void joined(@Observes ProcessObserverMethod<Joined, ?> each) {
        add(each.getObserverMethod());
    }

    void left(@Observes ProcessObserverMethod<Left, ?> each) {
        add(each.getObserverMethod());
    }

    void received(@Observes ProcessObserverMethod<Received, ?> each) {
        add(each.getObserverMethod());
    }

    void started(@Observes ProcessObserverMethod<Started, ?> each) {
        add(each.getObserverMethod());
    }

    private synchronized void add(ObserverMethod<?> method) {
        Observer observer = new Observer(method);
        if (observer.isDeaf()) {
            LOG.log(Level.WARNING, "the program " + observer + " is never called: no event has its qualifiers");
        } else {
            found.add(observer);
            found.sort(Comparator.comparingInt(Observer::priority));
        }
    }

    /** Removes the programs of this package. */
    public void dismiss(String home) {
        found.removeIf(one -> one.home().equals(home));
    }

    /** Returns the observers of this event, in the order of {@code @Priority}. */
    List<Observer> of(Class<?> event, boolean onlookers) {
        return found.stream()
                .filter(one -> one.observes(event) && one.isOnlooker() == onlookers)
                .toList();
    }
}
