package io.roomcast.socketio.client;

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
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test that takes a {@link Make} and a {@link Way}, and gets each pair of them. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0} by {1}")
@ArgumentsSource(OnEachClient.Pairs.class)
public @interface OnEachClient {
    /** Which makes. */
    Which value() default Which.ALL;

    /** The ability that a make must have. */
    enum Which {
        ALL,
        PROTOCOL_5,
        RECOVERING,
        NOT_RECOVERING;

        private boolean isMeant(Make make) {
            return switch (this) {
                case ALL -> true;
                case PROTOCOL_5 -> make.speaksProtocol5();
                case RECOVERING -> make.recovers();
                case NOT_RECOVERING -> !make.recovers();
            };
        }
    }

    /** Each make that is meant, each way. */
    final class Pairs implements ArgumentsProvider, AnnotationConsumer<OnEachClient> {
        private Which which = Which.ALL;

        @Override
        public void accept(OnEachClient annotation) {
            which = annotation.value();
        }

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Stream.of(Make.values())
                    .filter(which::isMeant)
                    .flatMap(make -> Stream.of(Way.values()).map(way -> Arguments.of(make, way)));
        }
    }
}
