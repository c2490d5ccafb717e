package io.roomcast.config;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is set for every key: by the first source that names it, or by default. All of it was checked when it was read,
 * so no getter fails on what a user wrote. Immutable; any thread.
 */
public final class Configuration {

    /** One key's value: as it was written, as it was read, and who gave it (nobody: the default). */
    private record Setting(String text, Object value, Optional<Source.Place> place) {}

    private final Map<Key, Setting> settings = new EnumMap<>(Key.class);

    private Configuration(List<Source> sources) {
        for (Source source : sources) {
            source.values().forEach((name, text) -> take(source, name, text.strip()));
        }
        for (Key key : Key.values()) {
            settings.computeIfAbsent(key, Configuration::standard);
        }
    }

    /**
     * Reads everything that the sources say. Whatever order they are handed over in, the command line wins over the
     * environment, then come system properties, then context parameters, then the defaults.
     *
     * @throws Misconfigured at the first unknown key or bad value, also where a stronger source has the say
     */
    public static Configuration read(Source... sources) {
        return new Configuration(
                Stream.of(sources).sorted(Comparator.comparing(Source::place)).toList());
    }

    /** What {@code --help} prints. */
    public static String help() {
        return Help.text();
    }

    /** The text of a key that holds a URL, a folder or one of several words; empty where the key allows that. */
    public String text(Key key) {
        return value(key, Kind.Form.TEXT, String.class);
    }

    /** A number; 0 is off where the key allows it. */
    public long count(Key key) {
        return value(key, Kind.Form.COUNT, Long.class);
    }

    /** A size in bytes. */
    public long bytes(Key key) {
        return value(key, Kind.Form.BYTES, Long.class);
    }

    /** A duration; zero is off where the key allows it. */
    public Duration duration(Key key) {
        return Duration.ofMillis(value(key, Kind.Form.DURATION, Long.class));
    }

    /** Whether it is on. */
    public boolean flag(Key key) {
        return value(key, Kind.Form.FLAG, Boolean.class);
    }

    /** The items in the order in which they were written. */
    public List<String> list(Key key) {
        return ((List<?>) value(key, Kind.Form.LIST, List.class))
                .stream().map(String.class::cast).toList();
    }

    /** Where to listen; empty for {@code off}. */
    public Optional<Address> address(Key key) {
        return ((Optional<?>) value(key, Kind.Form.ADDRESS, Optional.class)).map(Address.class::cast);
    }

    /** Whether somebody set the key, be it to the default. */
    public boolean given(Key key) {
        return settings.get(key).place().isPresent();
    }

    /** The exception for a value that reads well but cannot be used, such as a folder that is not there. */
    public Misconfigured refused(Key key, String expected) {
        Setting setting = settings.get(key);
        return setting.place()
                .map(place -> badValue(place, key, setting.text(), expected))
                .orElseGet(() ->
                        new Misconfigured("Bad value", key.dashed() + "=" + setting.text(), "by default", expected));
    }

    private void take(Source source, String name, String text) {
        Key key = source.key(name);
        Object value = key.kind()
                .read(text)
                .orElseThrow(
                        () -> badValue(source.place(), key, text, key.kind().expected()));
        settings.putIfAbsent(key, new Setting(text, value, Optional.of(source.place())));
    }

    private static Setting standard(Key key) {
        Object value = key.kind().read(key.standard()).orElseThrow();
        return new Setting(key.standard(), value, Optional.empty());
    }

    private static Misconfigured badValue(Source.Place place, Key key, String text, String expected) {
        return new Misconfigured("Bad value", place.spelled(key) + "=" + text, place.where(), expected);
    }

    private <T> T value(Key key, Kind.Form form, Class<T> type) {
        if (key.kind().form() != form) {
            throw new IllegalArgumentException(
                    key + " is of the form " + key.kind().form() + ", not " + form);
        }
        return type.cast(settings.get(key).value());
    }
}
