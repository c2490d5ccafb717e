package io.roomcast.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the value of a key may look like: how it is read, and what is said to be expected where it cannot be read.
 *
 * @param form the getter of {@link Configuration} that gives such a value
 * @param expected what a sentence about a bad value says was expected
 * @param bounds the same, as short as a table wants it
 * @param reader gives the value of a text, or nothing for a bad one
 */
record Kind(Form form, String expected, String bounds, Function<String, Optional<?>> reader) {

    /** What the values are to the program; each form has its getter. */
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

    /** Memory, or a file whose path may follow the prefix. */
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
        String expected = "host:port, where port 0 is any free one";
        return new Kind(Form.ADDRESS, expected, expected, text -> listening(text));
    }

    static Kind addressOrOff() {
        String expected = "host:port, where port 0 is any free one, or off";
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

    static Kind ranges() {
        return list("addresses or ranges of addresses (10.0.0.0/8, ::1), separated by commas", Network::isRange);
    }

    static Kind count(String from, String to) {
        return number(Form.COUNT, "a whole number", Quantity.count(from, to));
    }

    static Kind countOrOff(String from, String to) {
        return number(Form.COUNT, "a whole number", Quantity.count(from, to).orZero());
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

    /** An address, itself optional because {@code off} is a value as well. */
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
