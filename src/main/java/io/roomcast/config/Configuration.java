package io.roomcast.config;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The value of every key, from the first source that sets it or by default. All values are checked on reading, so no
 * getter fails because of an operator's mistake. Immutable; any thread.
 */
public final class Configuration {

    /** One key's value as text, the parsed value, and the source, which a default lacks. */
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
     * Reads the sources, in any order. The command line wins over the environment, then come system properties, context
     * parameters and the defaults.
     *
     * @throws Misconfigured at the first unknown key or bad value, even if another source overrides it
     */
    public static Configuration read(Source... sources) {
        return new Configuration(
                Stream.of(sources).sorted(Comparator.comparing(Source::place)).toList());
    }

    /** Returns the text of {@code --help}. */
    public static String help() {
        return Help.text();
    }

    /** Returns the text of a key for a URL, a folder or a choice; may be empty if the key allows that. */
    public String text(Key key) {
        return value(key, Kind.Form.TEXT, String.class);
    }

    /** Returns a number; 0 means off if the key allows it. */
    public long count(Key key) {
        return value(key, Kind.Form.COUNT, Long.class);
    }

    /** Returns a size in bytes. */
    public long bytes(Key key) {
        return value(key, Kind.Form.BYTES, Long.class);
    }

    /** Returns a duration; zero means off if the key allows it. */
    public Duration duration(Key key) {
        return Duration.ofMillis(value(key, Kind.Form.DURATION, Long.class));
    }

    /** Whether the key is on. */
    public boolean flag(Key key) {
        return value(key, Kind.Form.FLAG, Boolean.class);
    }

    /** Returns the items of a list in their order. */
    public List<String> list(Key key) {
        return ((List<?>) value(key, Kind.Form.LIST, List.class))
                .stream().map(String.class::cast).toList();
    }

    /** Returns an address to listen on; empty for {@code off}. */
    public Optional<Address> address(Key key) {
        return ((Optional<?>) value(key, Kind.Form.ADDRESS, Optional.class)).map(Address.class::cast);
    }

    /** Whether any source sets the key, even to its default. */
    public boolean given(Key key) {
        return settings.get(key).place().isPresent();
    }

    /** Returns the exception for a valid value that cannot be used, such as a folder that does not exist. */
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
