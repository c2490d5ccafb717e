package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.config.Configuration;
import io.roomcast.config.Key;
import io.roomcast.config.Misconfigured;
import io.roomcast.config.Source;
import io.roomcast.http.origin.Hosts;
import io.roomcast.http.origin.Origins;
import io.roomcast.http.origin.Proxies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of {@code java -jar}, one a line. */
class ConfigurationFuzz {
    private static final int LONGEST_SENTENCE = 1000;

    @FuzzTest
    void arguments_are_a_configuration_or_one_sentence(byte[] bytes) {
        List<String> arguments = Input.lines(bytes);
        Optional<Configuration> read = read(() -> Source.commandLine(arguments));
        if (read.isEmpty()) {
            return;
        }
        Configuration configuration = read.get();
        Map<String, String> variables = new HashMap<>();
        arguments.forEach(argument -> variables.put(variable(argument), argument.substring(argument.indexOf('=') + 1)));
        Configuration same = read(() -> Source.environment(variables)).orElseThrow();
        for (Key key : Key.values()) {
            assertEquals(value(configuration, key), value(same, key), "in the environment");
        }
        used(configuration);
    }

    private interface Sources {
        Source source();
    }

    private static Optional<Configuration> read(Sources sources) {
        try {
            return Optional.of(Configuration.read(sources.source()));
        } catch (Misconfigured mistake) {
            String sentence = mistake.getMessage();
            assertTrue(sentence.length() <= LONGEST_SENTENCE && sentence.endsWith("."), sentence);
            assertTrue(sentence.codePoints().noneMatch(Character::isISOControl), sentence);
            return Optional.empty();
        }
    }

    private static String variable(String argument) {
        String name = argument.substring("--".length(), argument.indexOf('='));
        for (Key key : Key.values()) {
            if (key.dashed().equals(name)) {
                return "ROOMCAST_" + key.name();
            }
        }
        throw new AssertionError(name + " is no key, but was accepted");
    }

    /** Uses all that was accepted. */
    private static void used(Configuration configuration) {
        Proxies.of(configuration.list(Key.TRUSTED_PROXIES));
        new Hosts(Set.copyOf(configuration.list(Key.HOSTS)));
        List<String> origins = configuration.list(Key.ORIGINS);
        Origins listed = new Origins(Set.copyOf(origins));
        for (String origin : origins) {
            assertTrue(listed.lists(origin));
            if (!origin.equals("null")) {
                String host = origin.substring(origin.indexOf("://") + "://".length());
                assertTrue(listed.mayBeHost(host), host);
                assertEquals(origin, Origins.origin(origin.substring(0, origin.indexOf("://")), host));
            }
        }
    }

    /** A key has a value of one kind, and the getters of other kinds refuse it. */
    private static Object value(Configuration configuration, Key key) {
        List<java.util.function.Function<Key, Object>> getters = List.of(
                configuration::text,
                configuration::count,
                configuration::bytes,
                configuration::duration,
                configuration::flag,
                configuration::list,
                configuration::address);
        return getters.stream()
                .flatMap(getter -> {
                    try {
                        return java.util.stream.Stream.of(getter.apply(key));
                    } catch (IllegalArgumentException otherKind) {
                        return java.util.stream.Stream.empty();
                    }
                })
                .findFirst()
                .orElseThrow();
    }
}
