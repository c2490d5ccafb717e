package io.roomcast.program;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finds the programs: all methods of beans that observe what happens in rooms. The container makes it and calls it at its start. */
public class Observers implements Extension {
    private static final System.Logger LOG = System.getLogger(Observers.class.getName());

    /** The most important first. */
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
            LOG.log(Level.WARNING, "the program " + observer + " has a qualifier with which it is never called");
        } else {
            found.add(observer);
            found.sort(Comparator.comparingInt(Observer::priority));
        }
    }

    /** Programs of this package are not told of anything. */
    public void dismiss(String home) {
        found.removeIf(one -> one.home().equals(home));
    }

    /** Those who observe this, the most important first. */
    List<Observer> of(Class<?> event, boolean onlookers) {
        return found.stream()
                .filter(one -> one.observes(event) && one.isOnlooker() == onlookers)
                .toList();
    }
}
