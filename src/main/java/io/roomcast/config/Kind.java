package io.roomcast.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The kind of a key's value: how it is parsed, and how it is described. Immutable.
 *
 * @param form the getter of {@link Configuration} that returns such a value
 * @param expected the valid values, for the sentence about a bad one
 * @param bounds the valid values, short enough for a table
 * @param reader parses a text; empty for a bad one
 */
record Kind(Form form, String expected, String bounds, Function<String, Optional<?>> reader) {

    /** The types of values; each has its getter. */
    enum Form {
        TEXT,
        COUNT,
        BYTES,
        DURATION,
        FLAG,
        LIST,
        ADDRESS
    }

    Optional<?> read(String text) {
        return reader.apply(text);
    }

    static Kind folder() {
        return text("a folder", text -> !text.isEmpty() && isPath(text));
    }

    static Kind folderOrNone() {
        return text("a folder, or nothing", Kind::isPath);
    }

    static Kind choice(String... words) {
        List<String> choices = List.of(words);
        return text(String.join(" or ", choices), choices::contains);
    }

    /** Returns the kind for memory, or for a prefix that the path of a file may follow. */
    static Kind store(String memory, String file) {
        return text(
                memory + " or " + file + " or " + file + "path",
                text -> text.equals(memory) || (text.startsWith(file) && isPath(text.substring(file.length()))));
    }

    static Kind flag() {
        String expected = "on or off";
        return new Kind(Form.FLAG, expected, expected, text -> switch (text) {
            case "on" -> Optional.of(true);
            case "off" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static Kind address() {
        String expected = "host:port (port 0 picks a free port)";
        return new Kind(Form.ADDRESS, expected, expected, text -> listening(text));
    }

    static Kind addressOrOff() {
        String expected = "host:port (port 0 picks a free port), or off";
        return new Kind(
                Form.ADDRESS,
                expected,
                expected,
                text -> text.equals("off") ? Optional.of(Optional.empty()) : listening(text));
    }

    static Kind list() {
        return list("names, separated by commas", item -> true);
    }

    static Kind origins() {
        return list(
                "origins as browsers send them (https://chat.example.org, without default port or path) or null, "
                        + "separated by commas",
                item -> item.equals("null") || Network.isOrigin(item));
    }

    static Kind embedders() {
        return list(
                "origins (https://example.org, without default port or path), separated by commas", Network::isOrigin);
    }

    static Kind hosts() {
        return list("names of hosts (chat.example.org, without port), separated by commas", Network::isHost);
    }

    static Kind ranges() {
        return list("IP addresses or networks (::1, 10.0.0.0/8), separated by commas", Network::isRange);
    }

    static Kind count(String from, String to) {
        return number(Form.COUNT, "a whole number", Quantity.count(from, to));
    }

    static Kind countOrOff(String from, String to) {
        return number(Form.COUNT, "a whole number", Quantity.count(from, to).orZero());
    }

    static Kind percent(String from, String to) {
        return number(Form.COUNT, "a percentage such as 25%", Quantity.percent(from, to));
    }

    static Kind bytes(String from, String to) {
        return number(Form.BYTES, "a size such as 500, 64k, 16m or 1g", Quantity.bytes(from, to));
    }

    static Kind milliseconds(String from, String to) {
        return duration(Quantity.duration("ms", from, to));
    }

    static Kind seconds(String from, String to) {
        return duration(Quantity.duration("s", from, to));
    }

    static Kind days(String from, String to) {
        return duration(Quantity.duration("d", from, to));
    }

    static Kind daysOrOff(String from, String to) {
        return duration(Quantity.duration("d", from, to).orZero());
    }

    private static Kind duration(Quantity quantity) {
        String noun = "a duration such as 250ms, 25s, 5m, 12h or 7d (a bare number is in " + quantity.bareUnit() + ")";
        return number(Form.DURATION, noun, quantity);
    }

    private static Kind number(Form form, String noun, Quantity quantity) {
        return new Kind(form, noun + " from " + quantity.bounds(), quantity.bounds(), quantity::read);
    }

    private static Kind text(String expected, Predicate<String> good) {
        return new Kind(Form.TEXT, expected, expected, text -> Optional.of(text).filter(good));
    }

    private static Kind list(String expected, Predicate<String> good) {
        return new Kind(
                Form.LIST,
                expected,
                expected,
                text -> Optional.of(items(text))
                        .filter(items -> items.stream().allMatch(item -> !item.isEmpty() && good.test(item))));
    }

    private static List<String> items(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    /** Parses an address. The value itself is optional, because {@code off} is a value, too. */
    private static Optional<?> listening(String text) {
        Optional<Address> address = Address.read(text);
        return address.isPresent() ? Optional.of(address) : Optional.empty();
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().contains("\0");
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }
}
