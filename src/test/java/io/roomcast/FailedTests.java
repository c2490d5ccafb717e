package io.roomcast;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says of each test that fails where it stands, with its server and its transport, and how to run it alone. A seed is found
 * in what the test complains about, as {@code -Dpair.seed=7}. Called by JUnit's platform.
 */
public final class FailedTests implements TestExecutionListener {
    private static final Pattern SEED = Pattern.compile("-D[a-z]+\\.seed=[0-9]+");
    private static final String ON = "on ";

    private final PrintStream out;
    private TestPlan plan;

    /** As JUnit's platform makes it. */
    public FailedTests() {
        this(System.out);
    }

    FailedTests(PrintStream out) {
        this.out = out;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            List<String> names = names(test);
            out.printf("FAILED: %s%nTo run it alone: %s%n", String.join(" > ", names), alone(test, names, result));
        }
    }

    private String alone(TestIdentifier test, List<String> names, TestExecutionResult result) {
        String chosen = test.getSource().map(FailedTests::chosen).orElse("");
        Set<String> command = new LinkedHashSet<>();
        command.add(
                isIntegration(chosen)
                        ? "mvn verify -DskipUnitTests -Dit.test='" + chosen + "'"
                        : "mvn test -Dtest='" + chosen + "'");
        server(names).ifPresent(server -> command.add("-Dserver=" + server));
        if (System.getProperty("server", "").equals("all")) {
            command.add("-Pthorough");
        }
        result.getThrowable().ifPresent(failure -> command.addAll(seeds(failure)));
        return String.join(" ", command);
    }

    private static boolean isIntegration(String chosen) {
        return chosen.split("[$#]", -1)[0].endsWith("IT");
    }

    /** The value for {@code -Dtest}: the class without its package, and the method. */
    private static String chosen(TestSource source) {
        if (source instanceof MethodSource method) {
            return simple(method.getClassName()) + "#" + method.getMethodName();
        }
        return source instanceof ClassSource type ? simple(type.getClassName()) : "";
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** From the outermost class to the row of the test. */
    private List<String> names(TestIdentifier test) {
        List<String> names = new ArrayList<>();
        for (Optional<TestIdentifier> at = Optional.of(test); at.isPresent(); at = at.flatMap(plan::getParent)) {
            names.add(at.get().getDisplayName());
        }
        Collections.reverse(names);
        return names.subList(Math.min(1, names.size() - 1), names.size());
    }

    private static Optional<String> server(List<String> names) {
        return names.stream()
                .filter(name -> name.startsWith(ON))
                .map(name -> name.substring(ON.length()))
                .findFirst();
    }

    private static Set<String> seeds(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return SEED.matcher(text.toString())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
