package io.roomcast;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints the ten slowest classes at the end of a JVM that runs tests. Called by JUnit's platform. */
public final class SlowestClasses implements LauncherSessionListener, TestExecutionListener {
    private static final int SHOWN = 10;

    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Long> took = new ConcurrentHashMap<>();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(this);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        begun.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        long nanos = System.nanoTime() - begun.getOrDefault(test.getUniqueId(), System.nanoTime());
        test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(ClassSource.class::cast)
                .ifPresent(source -> took.merge(source.getClassName(), nanos / 1_000_000, Math::max));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (took.isEmpty()) {
            return;
        }
        StringBuilder table = new StringBuilder("The slowest classes, in milliseconds:\n");
        took.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .forEach(entry -> table.append(String.format("%8d  %s%n", entry.getValue(), entry.getKey())));
        System.out.print(table);
    }
}
