package io.roomcast.contract.pair;

import io.roomcast.kit.SharedInFile;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Starts a pair for each set of settings when it is first asked for; it ends with the last test of the file. Leaves out what
 * is not for a pair, and tells of the seed when a test fails.
 */
final class PairStart implements ParameterResolver, ExecutionCondition, TestExecutionExceptionHandler {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == URI.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        OnPair wish = wish(context.getRequiredTestClass());
        int lost = Integer.getInteger("pair.lost", wish.lost());
        List<Object> key = List.of(wish.value(), lost);
        return SharedInFile.of(context, key, Pair.class, () -> new Pair(wish.value(), lost))
                .base();
    }

    /** The annotation of the class, or of the one that it is nested in. */
    private static OnPair wish(Class<?> test) {
        OnPair wish = test.getAnnotation(OnPair.class);
        return wish != null ? wish : wish(test.getEnclosingClass());
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> why = context.getTestMethod().flatMap(row -> NotOnPair.why(row, context.getDisplayName()));
        return why.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("one of the contract"));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new AssertionError("what was announced went by -Dpair.seed=" + Pair.SEED));
        System.err.println(context.getUniqueId() + " failed with -Dpair.seed=" + Pair.SEED);
        throw failure;
    }
}
