package io.roomcast.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/** One source of configuration with its entries for Roomcast, not yet parsed. Immutable. */
public final class Source {

    /** The kinds of sources, in order of precedence. */
    enum Place {
        COMMAND_LINE("--", "on the command line"),
        ENVIRONMENT("ROOMCAST_", "in the environment"),
        SYSTEM_PROPERTIES("roomcast.", "in the system properties"),
        CONTEXT_PARAMETERS("roomcast.", "in the context parameters");

        private final String prefix;
        private final String where;

        Place(String prefix, String where) {
            this.prefix = prefix;
            this.where = where;
        }

        /** Returns a key as it is written in this source. */
        String spelled(Key key) {
            return prefix + (this == ENVIRONMENT ? key.name() : key.dashed());
        }

        /** Returns the part of a sentence that names this source. */
        String where() {
            return where;
        }

        /** Whether a name has the prefix, in any case, so that a key in the wrong case is reported and not ignored. */
        private boolean concerns(String name) {
            return name.regionMatches(true, 0, prefix, 0, prefix.length());
        }

        private String withoutPrefix(String name) {
            return concerns(name) ? name.substring(prefix.length()) : name;
        }
    }

    private final Place place;
    private final Map<String, String> values;

    private Source(Place place, Map<String, String> values) {
        this.place = place;
        this.values = values;
    }

    /**
     * Returns the arguments of {@code java -jar}, each {@code --key=value}.
     *
     * @throws Misconfigured if an argument has another form, or a key occurs twice
     */
    public static Source commandLine(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new Misconfigured("Bad argument", argument, Place.COMMAND_LINE.where(), wellFormed(argument));
            }
            String name = argument.substring(0, equals);
            if (values.put(name, argument.substring(equals + 1)) != null) {
                throw new Misconfigured("Bad argument", argument, Place.COMMAND_LINE.where(), name + " only once");
            }
        }
        return new Source(Place.COMMAND_LINE, values);
    }

    /** Returns the environment variables {@code ROOMCAST_KEY}. */
    public static Source environment(Map<String, String> variables) {
        return named(Place.ENVIRONMENT, variables.keySet(), name -> Optional.of(variables.get(name)));
    }

    /** Returns the system properties {@code roomcast.key}. */
    public static Source systemProperties(Properties properties) {
        return named(
                Place.SYSTEM_PROPERTIES,
                properties.stringPropertyNames(),
                name -> Optional.ofNullable(properties.getProperty(name)));
    }

    /** Returns the context parameters {@code roomcast.key} of a web application. */
    public static Source contextParameters(Collection<String> names, Function<String, Optional<String>> parameter) {
        return named(Place.CONTEXT_PARAMETERS, names, parameter);
    }

    Place place() {
        return place;
    }

    /** Returns the values by their names as written. */
    Map<String, String> values() {
        return values;
    }

    /** @throws Misconfigured if there is no such key; it suggests the nearest one */
    Key key(String name) {
        for (Key key : Key.values()) {
            if (place.spelled(key).equals(name)) {
                return key;
            }
        }
        String advice = nearest(place, name)
                .map(near -> ", perhaps " + place.spelled(near))
                .orElse("");
        String given = name + "=" + values.get(name);
        throw new Misconfigured("Unknown key", given, place.where(), "a key that --help lists" + advice);
    }

    /** Sorts by name, so that of several mistakes always the same one is reported. */
    private static Source named(Place place, Collection<String> names, Function<String, Optional<String>> parameter) {
        Map<String, String> values = new TreeMap<>();
        for (String name : names) {
            if (place.concerns(name)) {
                parameter.apply(name).ifPresent(value -> values.put(name, value));
            }
        }
        return new Source(place, values);
    }

    private static String wellFormed(String argument) {
        String name = argument.replaceFirst("^-+", "").replaceFirst("=.*$", "");
        return nearest(Place.COMMAND_LINE, name)
                .map(key -> Place.COMMAND_LINE.spelled(key) + "= followed by "
                        + key.kind().expected())
                .orElse("--key=value, such as --http=127.0.0.1:8080");
    }

    private static Optional<Key> nearest(Place place, String name) {
        String plain = place.withoutPrefix(name).toLowerCase(Locale.ROOT).replace('_', '-');
        return Suggestion.nearest(plain);
    }
}
