package io.roomcast.contract;

import io.roomcast.contract.client.Transport;
import io.roomcast.contract.pair.OnPair;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test that every transport passes: in a container all but TCP, whose port is open under {@code java -jar}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(OnEachTransport.Served.class)
public @interface OnEachTransport {

    /** The transports of the server that the test talks to. */
    final class Served implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            boolean own = isOwn(context.getRequiredTestClass());
            return Stream.of(Transport.values())
                    .filter(transport -> own || transport != Transport.TCP)
                    .map(Arguments::of);
        }

        private static boolean isOwn(Class<?> test) {
            return test.isAnnotationPresent(OwnServer.class)
                    || test.isAnnotationPresent(OnPair.class)
                    || (test.getEnclosingClass() != null && isOwn(test.getEnclosingClass()));
        }
    }
}
